import { defineOperator, replaceNode } from "../operator";

export const dropCondition = defineOperator({
  id: "drop-condition",
  intent: "mutate",
  summary: "Forgets one side of an and or an or.",
  example: "if i < n and items[i] == x:\n    found = True",
  sites: (program) =>
    program.of("boolean_operator").flatMap((node) => node.parts.map((part) => replaceNode(node, part.text))),
});
