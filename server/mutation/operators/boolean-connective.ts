import { signOf } from "../expressions";
import { defineOperator, replaceNode } from "../operator";

export const booleanConnective = defineOperator({
  id: "boolean-connective",
  intent: "mutate",
  summary: "Writes or for and, and for or.",
  example: "if a > 0 and b > 0:\n    both = True",
  sites: (program) =>
    program.of("boolean_operator").flatMap((node) => {
      const sign = signOf(node);
      return sign === undefined ? [] : [replaceNode(sign, sign.text === "and" ? "or" : "and")];
    }),
});
