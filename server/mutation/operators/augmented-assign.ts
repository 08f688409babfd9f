import { bracketed, isPure, signOf } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { assignmentOf } from "../statements";
import type { PyNode } from "../tree";
import { typeOf } from "../types";

/** What only numbers understand, so that nothing can be changed in place. */
const numeric = new Set(["/", "//", "%", "**"]);

/** Whether `target op= value` and `target = target op value` are the same: not for lists and sets, which others share. */
function isImmutable(target: PyNode, sign: string, value: PyNode): boolean {
  const type = typeOf(target);
  if (type === "number" || type === "str" || numeric.has(sign)) return true;
  return (sign === "+" || sign === "-") && ["number", "str"].includes(typeOf(value));
}

export const augmentedAssign = defineOperator({
  id: "augmented-assign",
  intent: "refactor",
  summary: "Writes a += b as a = a + b, or the other way round, for numbers and texts.",
  example: "count += 1",
  sites: (program) => [
    ...program.of("augmented_assignment").flatMap((node): Site[] => {
      const [target, value] = node.parts;
      const sign = signOf(node)?.text.slice(0, -1) ?? "";
      if (target === undefined || value === undefined || !isPure(target)) return [];
      if (value.kind === "expression_list" || !isImmutable(target, sign, value)) return [];
      return [replaceNode(node, `${target.text} = ${target.text} ${sign} ${bracketed(value)}`)];
    }),
    ...program.of("expression_statement").flatMap((statement): Site[] => {
      const { node, target, value } = assignmentOf(statement) ?? {};
      const [left, right] = value?.kind === "binary_operator" ? value.parts : [];
      const sign = value === undefined ? "" : (signOf(value)?.text ?? "");
      if (node === undefined || target === undefined || left === undefined || right === undefined) return [];
      if (left.text !== target.text || !isPure(target) || !isImmutable(target, sign, right)) return [];
      return [replaceNode(node, `${target.text} ${sign}= ${right.text}`)];
    }),
  ],
});
