import { isCallOf, positionalArguments } from "../expressions";
import { defineOperator, replaceNode } from "../operator";
import type { PyNode } from "../tree";

/** What a copying expression copies. */
function copied(node: PyNode): PyNode | undefined {
  const [value, rest] = node.parts;
  if (node.kind === "subscript") return rest?.text === ":" && node.parts.length === 2 ? value : undefined;
  const given = positionalArguments(node);
  if (isCallOf(node, "list") || isCallOf(node, "dict") || isCallOf(node, "set")) {
    return given.length === 1 && given[0]?.kind === "identifier" ? given[0] : undefined;
  }
  if (value?.kind !== "attribute") return isCallOf(node, "deepcopy") ? given[0] : undefined;
  const method = value.parts[1]?.text;
  if (method === "copy" && given.length === 0) return value.parts[0];
  return (method === "copy" || method === "deepcopy") && given.length === 1 ? given[0] : undefined;
}

export const aliasCopy = defineOperator({
  id: "alias-copy",
  intent: "mutate",
  summary: "Keeps a second name for a list, dict or set instead of a copy.",
  example: "rest = items[:]",
  sites: (program) =>
    program.of("subscript", "call").flatMap((node) => {
      const original = copied(node);
      return original === undefined ? [] : [replaceNode(node, original.text)];
    }),
});
