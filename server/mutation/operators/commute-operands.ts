import { bracketed, isPure, signOf } from "../expressions";
import { defineOperator, replacing, type Site } from "../operator";
import type { PyNode } from "../tree";
import { typeOf } from "../types";

/** Powers and negative numbers keep together beside any other operator. */
function operand(node: PyNode): string {
  return node.kind === "binary_operator" && signOf(node)?.text === "**" ? node.text : bracketed(node);
}

export const commuteOperands = defineOperator({
  id: "commute-operands",
  intent: "refactor",
  summary: "Exchanges the operands of a sum of numbers or of a product.",
  example: "area = width * height",
  sites: (program) =>
    program.of("binary_operator").flatMap((node): Site[] => {
      const [left, right] = node.parts;
      const sign = signOf(node)?.text;
      if (left === undefined || right === undefined || left.text === right.text) return [];
      if (!isPure(left) || !isPure(right) || node.text.includes("\n")) return [];
      // A sum is one of numbers if its parts are: text and lists have an order. Products have none, lists or not.
      const numbers = sign === "+" && typeOf(left) === "number" && typeOf(right) === "number";
      if (!numbers && sign !== "*") return [];
      return [{ at: node.start, edits: [replacing(left, operand(right)), replacing(right, operand(left))] }];
    }),
});
