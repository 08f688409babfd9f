import { defineOperator, replaceNode } from "../operator";

export const breakContinue = defineOperator({
  id: "break-continue",
  intent: "mutate",
  summary: "Writes continue for break, break for continue.",
  example: "for item in items:\n    if item < 0:\n        break\n    total += item",
  sites: (program) =>
    program
      .of("break_statement", "continue_statement")
      .map((node) => replaceNode(node, node.kind === "break_statement" ? "continue" : "break")),
});
