import { isFree, isTested, negated, signOf } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";

/** The boolean operation inside brackets, if that is all there is. */
function bracketedOperation(node: PyNode | undefined): PyNode | undefined {
  const inner = node?.kind === "parenthesized_expression" ? node.parts[0] : undefined;
  return inner?.kind === "boolean_operator" ? inner : undefined;
}

/** The operation with its operands negated and its connective exchanged. */
function turned(operation: PyNode): string | null {
  const [left, right] = operation.parts;
  if (left === undefined || right === undefined || operation.text.includes("\n")) return null;
  return `${negated(left)} ${signOf(operation)?.text === "and" ? "or" : "and"} ${negated(right)}`;
}

export const deMorgan = defineOperator({
  id: "de-morgan",
  intent: "refactor",
  summary: "Applies De Morgan's law: not (a and b) to not a or not b, and back.",
  example: "if not (small and odd):\n    keep = True",
  sites: (program) => [
    ...program.of("not_operator").flatMap((node): Site[] => {
      const operation = bracketedOperation(node.parts[0]);
      const text = operation === undefined ? null : turned(operation);
      // Outside of conditions the value counts, and `not not x` is no x.
      if (text === null || (operation?.has("not_operator") && !isTested(node))) return [];
      return [replaceNode(node, isFree(node) ? text : `(${text})`)];
    }),
    ...program.of("boolean_operator").flatMap((node): Site[] => {
      const text = isTested(node) && node.parent?.kind !== "boolean_operator" ? turned(node) : null;
      return text === null || node.closest("not_operator") !== undefined
        ? []
        : [replaceNode(node, `not (${text})`)];
    }),
  ],
});
