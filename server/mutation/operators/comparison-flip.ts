import { comparisonSigns, isPure } from "../expressions";
import { defineOperator, replacing, type Site } from "../operator";

const mirrored: Readonly<Record<string, string>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

export const comparisonFlip = defineOperator({
  id: "comparison-flip",
  intent: "refactor",
  summary: "Exchanges the sides of a comparison and mirrors its sign: a < b to b > a.",
  example: "if count > limit:\n    stop()",
  sites: (program) =>
    program.of("comparison_operator").flatMap((node): Site[] => {
      const [left, right] = node.parts;
      const [sign, ...more] = comparisonSigns(node);
      const mirror = sign === undefined ? undefined : mirrored[sign.kind];
      if (left === undefined || right === undefined || sign === undefined || mirror === undefined) return [];
      if (more.length > 0 || !isPure(left) || !isPure(right)) return [];
      return [
        {
          at: node.start,
          edits: [replacing(left, right.text), replacing(sign, mirror), replacing(right, left.text)],
        },
      ];
    }),
});
