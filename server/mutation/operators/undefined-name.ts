import { defineOperator, replaceNode } from "../operator";
import { variableReads } from "../roles";

/** A slip of the keyboard that leaves no word of the program. */
function misspelt(name: string, words: ReadonlySet<string>): string {
  const last = name.at(-1) ?? "";
  const slips =
    name.length > 2 ? [name.slice(0, -1), `${name}s`, name + last] : [`${name}${last}`, `${name}1`];
  return slips.find((slip) => !words.has(slip) && !keywords.has(slip)) ?? `${name}_`;
}

const keywords = new Set(
  "and as assert async await break class def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield None True False sum max min abs all any map set str int len list dict zip ord chr bin hex pow".split(
    " ",
  ),
);

export const undefinedName = defineOperator({
  id: "undefined-name",
  intent: "mutate",
  summary: "Misspells a name, so that it means nothing.",
  example: "print(total)",
  sites: (program) => {
    const { words } = program;
    const parameters = program
      .of("parameters")
      .flatMap((list) => list.parts.filter((part) => part.kind === "identifier" && part.text !== "self"));
    return [...variableReads(program.root), ...parameters].map((node) =>
      replaceNode(node, misspelt(node.text, words)),
    );
  },
});
