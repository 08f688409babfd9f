import { comparisonSigns, isPure, signOf } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";

const directions: Readonly<Record<string, string>> = {
  "<": "up",
  "<=": "up",
  ">": "down",
  ">=": "down",
  "==": "same",
};

/** The sides and sign of a comparison that has one sign. */
function single(node: PyNode | undefined): { left: PyNode; sign: string; right: PyNode } | undefined {
  if (node?.kind !== "comparison_operator" || node.parts.length !== 2) return undefined;
  const [left, right] = node.parts;
  const sign = comparisonSigns(node)[0]?.kind;
  return left === undefined || right === undefined || sign === undefined ? undefined : { left, sign, right };
}

function bare(node: PyNode | undefined): PyNode | undefined {
  return node?.kind === "parenthesized_expression" ? bare(node.parts[0]) : node;
}

export const chainedComparison = defineOperator({
  id: "chained-comparison",
  intent: "refactor",
  summary: "Splits a < b < c into a < b and b < c, or chains the two.",
  example: "valid = 0 <= index < size",
  sites: (program) => [
    ...program.of("comparison_operator").flatMap((node): Site[] => {
      const [first, middle, last] = node.parts;
      const [one, two] = comparisonSigns(node);
      if (node.parts.length !== 3 || one === undefined || two === undefined || node.text.includes("\n"))
        return [];
      if (first === undefined || middle === undefined || last === undefined || !isPure(middle)) return [];
      const text = `${first.text} ${one.text} ${middle.text} and ${middle.text} ${two.text} ${last.text}`;
      return [replaceNode(node, node.parent?.kind === "not_operator" ? `(${text})` : text)];
    }),
    ...program.of("boolean_operator").flatMap((node): Site[] => {
      const [a, b] = [single(bare(node.parts[0])), single(bare(node.parts[1]))];
      if (a === undefined || b === undefined || signOf(node)?.text !== "and" || node.text.includes("\n"))
        return [];
      const direction = directions[a.sign];
      if (a.right.text !== b.left.text || !isPure(a.right)) return [];
      if (direction === undefined || direction !== directions[b.sign]) return [];
      return [replaceNode(node, `${a.left.text} ${a.sign} ${a.right.text} ${b.sign} ${b.right.text}`)];
    }),
  ],
});
