import { bracketed, comparisonSigns, conditionalKinds, conditionOf } from "../expressions";
import { defineOperator, replaceNode } from "../operator";

export const negateCondition = defineOperator({
  id: "negate-condition",
  version: 2,
  intent: "mutate",
  summary: "Turns a condition into its opposite, by a not too many or too few.",
  example: "if not seen:\n    count = 1",
  sites: (program) =>
    program.of(...conditionalKinds).flatMap((node) => {
      const condition = conditionOf(node);
      if (condition === undefined) return [];
      const inner = condition.kind === "not_operator" ? condition.parts[0] : undefined;
      if (inner !== undefined) return [replaceNode(condition, inner.text)];
      // `not (a in b)` is `a not in b`, which comparison-swap writes.
      const inside = condition.kind === "parenthesized_expression" ? condition.parts[0] : condition;
      const [sign, ...more] = inside?.kind === "comparison_operator" ? comparisonSigns(inside) : [];
      if (sign !== undefined && more.length === 0 && /^(is|in|not)\b/.test(sign.text)) return [];
      return [replaceNode(condition, `not ${bracketed(condition)}`)];
    }),
});
