import { trimEndOf } from "#server/core/trim-end";
import { variablePlaces } from "../names";
import { defineOperator, replacing, type Site } from "../operator";
import { scopeOf, usesReflection } from "../scope";

const synonyms: Readonly<Record<string, readonly string[]>> = {
  i: ["index", "idx"],
  j: ["pos", "inner"],
  k: ["key", "step"],
  n: ["count", "size"],
  m: ["rows", "width"],
  x: ["value", "first"],
  y: ["other", "second"],
  a: ["first", "left"],
  b: ["second", "right"],
  s: ["text", "string"],
  c: ["char", "third"],
  l: ["items", "values"],
  arr: ["items", "values"],
  lst: ["items", "values"],
  nums: ["numbers", "values"],
  num: ["number", "value"],
  res: ["result", "output"],
  result: ["res", "output"],
  ans: ["answer", "result"],
  sum: ["total", "running_sum"],
  total: ["acc", "running_sum"],
  count: ["counter", "cnt"],
  temp: ["tmp", "current"],
  text: ["s", "content"],
};

function newNames(name: string): readonly string[] {
  const known = synonyms[name];
  if (known !== undefined) return known;
  // The pattern takes quadratic time on a long run of underscores, and no name that people write is long.
  if (name.length <= 200 && name.includes("_", 1)) {
    const camel = name.replace(/(?<=\w)_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
    if (camel !== name) return [camel];
  }
  return [`${trimEndOf(name, "_")}_value`];
}

export const renameLocal = defineOperator({
  id: "rename-local",
  intent: "refactor",
  summary: "Gives a parameter or local variable another name, everywhere in its function.",
  example: "def total(arr):\n    return sum(arr)",
  sites: (program) => {
    if (usesReflection(program.root)) return [];
    const keywords = new Set(program.of("keyword_argument").map((node) => node.parts[0]?.text));
    return program.of("function_definition").flatMap((scope) =>
      [...scopeOf(scope).bindings].flatMap(([name, bindings]): Site[] => {
        const isParameter = bindings.some(({ how }) => how === "parameter");
        // Whoever calls by keyword depends on a parameter's name; imports and nested functions keep theirs.
        if (isParameter && keywords.has(name)) return [];
        if (name.startsWith("_") || name === "self" || name === "cls") return [];
        if (bindings.some(({ how }) => how === "import" || how === "definition")) return [];
        const places = variablePlaces(scope, name);
        const first = places?.[0];
        if (places === null || first === undefined) return [];
        const fresh = program.freshName(...newNames(name));
        return [{ at: first.start, edits: places.map((place) => replacing(place, fresh)) }];
      }),
    );
  },
});
