import { comparisonSigns } from "../expressions";
import { defineOperator, replaceNode } from "../operator";

const neighbours: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };

export const boundaryShift = defineOperator({
  id: "boundary-shift",
  intent: "mutate",
  summary: "Moves a comparison's boundary by one: < to <=, >= to >.",
  example: "while i < len(items):\n    i += 1",
  sites: (program) =>
    program.of("comparison_operator").flatMap((node) =>
      comparisonSigns(node).flatMap((sign) => {
        const neighbour = neighbours[sign.kind];
        return neighbour === undefined ? [] : [replaceNode(sign, neighbour)];
      }),
    ),
});
