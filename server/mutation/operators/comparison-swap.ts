import { comparisonSigns } from "../expressions";
import { defineOperator, replaceNode } from "../operator";

const mistakes: Readonly<Record<string, readonly string[]>> = {
  "<": [">"],
  ">": ["<"],
  "<=": [">=", "=="],
  ">=": ["<=", "=="],
  "==": ["!="],
  "!=": ["=="],
  in: ["not in"],
  "not in": ["in"],
  is: ["is not"],
  "is not": ["is"],
};

export const comparisonSwap = defineOperator({
  id: "comparison-swap",
  version: 2,
  intent: "mutate",
  summary: "Turns a comparison around: < to >, == to !=, in to not in; or asks for equality only: <= to ==.",
  example: "def smaller(a, b):\n    return a if a < b else b",
  sites: (program) =>
    program
      .of("comparison_operator")
      .flatMap((node) =>
        comparisonSigns(node).flatMap((sign) =>
          (mistakes[sign.kind] ?? []).map((mistake) => replaceNode(sign, mistake)),
        ),
      ),
});
