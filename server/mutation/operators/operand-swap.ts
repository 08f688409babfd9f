import { bracketed, signOf } from "../expressions";
import { defineOperator, replacing } from "../operator";
import { typeOf } from "../types";

const ordered = new Set(["-", "/", "//", "%", "**", "<<", ">>"]);

export const operandSwap = defineOperator({
  id: "operand-swap",
  intent: "mutate",
  summary: "Exchanges the operands of an operation that is not commutative.",
  example: "change = after - before",
  sites: (program) =>
    program.of("binary_operator").flatMap((node) => {
      const [left, right] = node.parts;
      const sign = signOf(node)?.text ?? "";
      if (left === undefined || right === undefined || left.text === right.text) return [];
      const text = typeOf(left) === "str" || typeOf(right) === "str";
      if (sign === "+" ? !text : !ordered.has(sign) || text) return [];
      return [
        { at: node.start, edits: [replacing(left, bracketed(right)), replacing(right, bracketed(left))] },
      ];
    }),
});
