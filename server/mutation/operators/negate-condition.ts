import { conditionalKinds, conditionOf, isAtom } from "../expressions";
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
      // `if(x):` is legal, `ifnot (x):` is not.
      const glued = /\w/.test(program.source[condition.start - 1] ?? " ");
      const text = isAtom(condition) ? condition.text : `(${condition.text})`;
      return [replaceNode(condition, `${glued ? " " : ""}not ${text}`)];
    }),
});
