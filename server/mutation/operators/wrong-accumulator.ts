import { isCallOf, positionalArguments, signOf, standalone } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { assignmentOf, isStatement } from "../statements";
import { typeOf } from "../types";

const otherSigns: Readonly<Record<string, readonly string[]>> = {
  "+=": ["=", "-="],
  "-=": ["=", "+="],
  "*=": ["=", "+="],
  "/=": ["="],
  "//=": ["="],
  "%=": ["="],
  "|=": ["=", "&="],
  "&=": ["=", "|="],
  "^=": ["="],
};

export const wrongAccumulator = defineOperator({
  id: "wrong-accumulator",
  version: 2,
  intent: "mutate",
  summary:
    "Updates a running value wrongly: overwrites it, subtracts for adds, or puts the new behind for before it.",
  example: "for item in items:\n    total += item",
  sites: (program) => [
    ...program.of("augmented_assignment").flatMap((node): Site[] => {
      const sign = signOf(node);
      return sign === undefined ? [] : (otherSigns[sign.text] ?? []).map((other) => replaceNode(sign, other));
    }),
    ...program.of("expression_statement").flatMap((statement): Site[] => {
      const { target, value } = assignmentOf(statement) ?? {};
      if (target === undefined || value === undefined || !isStatement(statement)) return [];
      const operands =
        value.kind === "binary_operator"
          ? value.parts
          : isCallOf(value, "max") || isCallOf(value, "min")
            ? positionalArguments(value)
            : [];
      // `x = x + y` and `x = max(x, y)` forget what x was.
      if (operands.length !== 2 || !operands.some((operand) => operand.text === target.text)) return [];
      const forgotten = operands
        .filter((operand) => operand.text !== target.text)
        .map((operand) => replaceNode(value, standalone(operand)));
      const sign = value.kind === "binary_operator" ? signOf(value)?.text : undefined;
      const [left, right] = operands;
      if (
        sign === undefined ||
        left === undefined ||
        right?.text !== target.text ||
        typeOf(left) === "number"
      )
        return forgotten;
      return [...forgotten, replaceNode(statement, `${target.text} ${sign}= ${standalone(left)}`)];
    }),
  ],
});
