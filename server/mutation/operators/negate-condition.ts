import { bracketed, conditionalKinds, conditionOf } from "../expressions";
import { defineOperator, replaceNode } from "../operator";

export const negateCondition = defineOperator({
  id: "negate-condition",
  intent: "mutate",
  summary: "Turns a condition into its opposite, by a not too many or too few.",
  example: "if not seen:\n    count = 1",
  sites: (program) =>
    program.of(...conditionalKinds).flatMap((node) => {
      const condition = conditionOf(node);
      if (condition === undefined) return [];
      const inner = condition.kind === "not_operator" ? condition.parts[0] : undefined;
      if (inner !== undefined) return [replaceNode(condition, inner.text)];
      return [replaceNode(condition, `not ${bracketed(condition)}`)];
    }),
});
