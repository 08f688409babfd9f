import { comparisonSigns } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";

export const dropCondition = defineOperator({
  id: "drop-condition",
  version: 2,
  intent: "mutate",
  summary: "Forgets one side of an and or an or, or one end of a < b < c.",
  example: "if i < n and items[i] == x:\n    found = True",
  sites: (program) => [
    ...program
      .of("boolean_operator")
      .flatMap((node) => node.parts.map((part) => replaceNode(node, part.text))),
    ...program.of("comparison_operator").flatMap((node): Site[] => {
      const [, middle, last] = node.parts;
      if (middle === undefined || last === undefined || comparisonSigns(node).length !== 2) return [];
      return [
        { at: node.start, edits: [{ start: middle.end, end: node.end, text: "" }] },
        { at: node.start, edits: [{ start: node.start, end: middle.start, text: "" }] },
      ];
    }),
  ],
});
