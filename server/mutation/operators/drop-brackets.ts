import { signOf } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";

const levels: Readonly<Record<string, number>> = {
  "|": 5,
  "^": 6,
  "&": 7,
  "<<": 8,
  ">>": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "//": 10,
  "%": 10,
  "@": 10,
  "**": 12,
};

/** How strongly an operation binds, the weaker the lower; undefined for what needs no brackets. */
function level(node: PyNode): number | undefined {
  switch (node.kind) {
    case "conditional_expression":
      return 0;
    case "boolean_operator":
      return signOf(node)?.text === "or" ? 1 : 2;
    case "not_operator":
      return 3;
    case "comparison_operator":
      return 4;
    case "binary_operator":
      return levels[signOf(node)?.text ?? ""];
    case "unary_operator":
      return 11;
    default:
      return undefined;
  }
}

/** Whether the brackets decide what belongs together. */
function decide(brackets: PyNode, inner: PyNode, outer: PyNode): boolean {
  const [own, around] = [level(inner), level(outer)];
  if (own === undefined || around === undefined) return false;
  const isFirst = outer.parts[0] === brackets;
  // a ** -b needs no brackets, and a == not b is no Python.
  if (!isFirst && (inner.kind === "not_operator" || inner.kind === "unary_operator")) return false;
  if (own !== around) return own < around;
  if (own === 4) return true;
  if (own === 12) return isFirst;
  // (a + b) + c is a + b + c, a - (b + c) is not a - b + c.
  return own > 4 && own !== 11 && !isFirst && signOf(outer)?.text !== "+";
}

export const dropBrackets = defineOperator({
  id: "drop-brackets",
  intent: "mutate",
  summary: "Forgets the brackets that decide what is calculated first: (a + b) // 2 to a + b // 2.",
  example: "mean = (low + high) / 2",
  sites: (program) =>
    program.of("parenthesized_expression").flatMap((node): Site[] => {
      const inner = node.parts[0];
      const outer = node.parent;
      if (inner === undefined || outer === null || node.text.includes("\n")) return [];
      return decide(node, inner, outer) ? [replaceNode(node, inner.text)] : [];
    }),
});
