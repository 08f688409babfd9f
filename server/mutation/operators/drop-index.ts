import { defineOperator, replaceNode, type Site } from "../operator";

export const dropIndex = defineOperator({
  id: "drop-index",
  intent: "mutate",
  summary: "Takes an index for what stands there, or all for a part: items[i] to i, items[1:] to items.",
  example: "total += items[i]",
  sites: (program) =>
    program.of("subscript").flatMap((node): Site[] => {
      const [value, index, more] = node.parts;
      if (
        value === undefined ||
        index === undefined ||
        more !== undefined ||
        node.closest("type") !== undefined
      )
        return [];
      const isTarget =
        ["assignment", "augmented_assignment", "delete_statement"].includes(node.parent?.kind ?? "") &&
        node.parent?.parts[0] === node;
      if (isTarget) return [];
      return index.kind === "slice" || index.kind === "integer"
        ? [replaceNode(node, value.text)]
        : [
            replaceNode(node, value.text),
            replaceNode(node, index.kind === "identifier" ? index.text : `(${index.text})`),
          ];
    }),
});
