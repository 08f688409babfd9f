import { signOf } from "../expressions";
import { defineOperator, replaceNode } from "../operator";

export const integerDivision = defineOperator({
  id: "integer-division",
  intent: "mutate",
  summary: "Divides whole where it should divide exactly, or the other way round: / to //, // to /.",
  example: "mean = total / count",
  sites: (program) =>
    program.of("binary_operator", "augmented_assignment").flatMap((node) => {
      const sign = signOf(node);
      if (sign?.text === "/" || sign?.text === "//")
        return [replaceNode(sign, sign.text === "/" ? "//" : "/")];
      if (sign?.text === "/=" || sign?.text === "//=")
        return [replaceNode(sign, sign.text === "/=" ? "//=" : "/=")];
      return [];
    }),
});
