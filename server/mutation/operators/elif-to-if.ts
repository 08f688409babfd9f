import { defineOperator, replaceNode } from "../operator";
import { leaves } from "../statements";

export const elifToIf = defineOperator({
  id: "elif-to-if",
  intent: "mutate",
  summary: "Begins a new if where an elif should go on with the one before.",
  example: "if n > 9:\n    size = 2\nelif n > 0:\n    size = 1\nelse:\n    size = 0",
  sites: (program) =>
    program.of("elif_clause").flatMap((node) => {
      const keyword = node.child("elif");
      const chain = node.parent;
      const before = [chain, ...(chain?.parts ?? [])].filter(
        (part) => part === chain || (part?.kind === "elif_clause" && part.start < node.start),
      );
      // Where every branch before leaves, nothing can go on from there, and the two are the same.
      const goesOn = before.some((part) => !leaves(part?.child("block")?.parts.at(-1)));
      return keyword === undefined || !goesOn ? [] : [replaceNode(keyword, "if")];
    }),
});
