import { isAtom, signOf, standalone } from "../expressions";
import { defineOperator, replaceNode, replacing, type Site } from "../operator";
import type { PyNode } from "../tree";
import { typeOf } from "../types";

/** Signs whose left operand is as often the one that is forgotten. */
const eitherSide = new Set(["+", "-", "*"]);

/** `'%s' % x` and `[0] * n` are no calculations that a step could be missing from. */
function isCalculation(node: PyNode): boolean {
  const [left, right] = node.parts;
  const sign = signOf(node)?.text;
  if (left === undefined || right === undefined) return false;
  const types = [typeOf(left), typeOf(right)];
  return sign === "+" || types.every((type) => type === "number" || type === "unknown");
}

export const dropOperand = defineOperator({
  id: "drop-operand",
  intent: "mutate",
  summary: "Forgets a step of a calculation: n + 1 to n, 2 * n to n, total % base to total.",
  example: "middle = (low + high + 1) // 2",
  sites: (program) =>
    program.of("binary_operator").flatMap((node): Site[] => {
      const [left, right] = node.parts;
      if (left === undefined || right === undefined || !isCalculation(node)) return [];
      const kept = eitherSide.has(signOf(node)?.text ?? "") ? [left, right] : [left];
      return kept.map((operand) => {
        const around = node.parent;
        // Brackets around one word say nothing.
        return around?.kind === "parenthesized_expression" && isAtom(operand) && !operand.text.includes("\n")
          ? { at: node.start, edits: [replacing(around, operand.text)] }
          : replaceNode(node, standalone(operand));
      });
    }),
});
