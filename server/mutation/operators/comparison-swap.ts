import { comparisonSigns } from "../expressions";
import { defineOperator, replaceNode } from "../operator";

const opposites: Readonly<Record<string, string>> = {
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
  "==": "!=",
  "!=": "==",
  in: "not in",
  "not in": "in",
  is: "is not",
  "is not": "is",
};

export const comparisonSwap = defineOperator({
  id: "comparison-swap",
  intent: "mutate",
  summary: "Turns a comparison around: < to >, == to !=, in to not in.",
  example: "def smaller(a, b):\n    return a if a < b else b",
  sites: (program) =>
    program.of("comparison_operator").flatMap((node) =>
      comparisonSigns(node).flatMap((sign) => {
        const opposite = opposites[sign.kind];
        return opposite === undefined ? [] : [replaceNode(sign, opposite)];
      }),
    ),
});
