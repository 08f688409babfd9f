import { defineOperator, replaceNode } from "../operator";

export const elifToIf = defineOperator({
  id: "elif-to-if",
  intent: "mutate",
  summary: "Begins a new if where an elif should go on with the one before.",
  example: "if n > 9:\n    size = 2\nelif n > 0:\n    size = 1\nelse:\n    size = 0",
  sites: (program) =>
    program.of("elif_clause").flatMap((node) => {
      const keyword = node.child("elif");
      return keyword === undefined ? [] : [replaceNode(keyword, "if")];
    }),
});
