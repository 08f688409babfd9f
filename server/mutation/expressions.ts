import type { PyNode } from "./tree";

/** Expressions that keep together wherever they are put. */
const atoms = new Set([
  "identifier",
  "integer",
  "float",
  "string",
  "true",
  "false",
  "none",
  "call",
  "subscript",
  "attribute",
  "list",
  "dictionary",
  "set",
  "tuple",
  "parenthesized_expression",
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
]);

/** Operators that bind at least as strongly as `+`, so that `… + 1` can follow without brackets. */
const additive = new Set(["+", "-", "*", "/", "//", "%", "**", "@"]);

const constants = new Set(["integer", "float", "string", "true", "false", "none"]);

/** Whether a node is a literal that is one value, maybe in brackets or behind a sign: as a statement it does nothing. */
export function isConstant(node: PyNode | undefined): boolean {
  if (node?.kind === "parenthesized_expression" || node?.kind === "unary_operator")
    return isConstant(node.parts[0]);
  return node !== undefined && constants.has(node.kind) && !node.has("interpolation");
}

export function isAtom(node: PyNode): boolean {
  return atoms.has(node.kind);
}

/** The node's text, in brackets unless it keeps together by itself. */
export function bracketed(node: PyNode): string {
  return isAtom(node) ? node.text : `(${node.text})`;
}

/** The node's text as a value of its own: in brackets if it goes over a line end that brackets around it allowed. */
export function standalone(node: PyNode): string {
  return node.text.includes("\n") ? bracketed(node) : node.text;
}

/** The sign of a unary, binary, boolean or augmented operation. */
export function signOf(node: PyNode): PyNode | undefined {
  return node.children.find((child) => !child.named && child.kind !== "(" && child.kind !== ")");
}

/** The signs of a comparison, in order: `a < b <= c` has two. */
export function comparisonSigns(node: PyNode): PyNode[] {
  return node.children.filter((child) => !child.named);
}

/** The value of a decimal integer literal, also behind a minus. */
export function integerValue(node: PyNode): number | null {
  if (node.kind === "integer" && /^\d{1,15}$/.test(node.text)) return Number(node.text);
  const operand = node.parts[0];
  if (node.kind === "unary_operator" && signOf(node)?.text === "-" && operand?.kind === "integer") {
    const value = integerValue(operand);
    return value === null ? null : -value;
  }
  return null;
}

/** The text of an expression plus `by` (1 or -1): `3` to `4`, `n` to `n + 1`, `n - 1` to `n`, `n - 2` to `n - 1`. */
export function shifted(node: PyNode, by: 1 | -1): string {
  const value = integerValue(node);
  if (value !== null) return String(value + by);
  const sign = by === 1 ? "+" : "-";
  if (node.kind === "binary_operator") {
    const [left, right] = node.parts;
    const own = signOf(node)?.text ?? "";
    const amount = right === undefined ? null : integerValue(right);
    if (left !== undefined && amount !== null && amount > 0 && (own === "+" || own === "-")) {
      const rest = own === sign ? amount + 1 : amount - 1;
      return rest === 0 ? left.text : `${left.text} ${own} ${rest}`;
    }
    if (additive.has(own)) return `${node.text} ${sign} 1`;
  }
  return node.kind === "unary_operator" ? `${node.text} ${sign} 1` : `${bracketed(node)} ${sign} 1`;
}

/** The positional arguments of a call, or none where it has a star or a bare generator. */
export function positionalArguments(call: PyNode): PyNode[] {
  const list = call.child("argument_list");
  if (list === undefined || list.parts.some((part) => part.kind.endsWith("_splat"))) return [];
  return list.parts.filter((part) => part.kind !== "keyword_argument");
}

/** The name of the called function or, behind a dot, method; undefined for other callees. */
export function calleeName(call: PyNode): PyNode | undefined {
  const callee = call.parts[0];
  return callee?.kind === "attribute" ? callee.parts[1] : callee?.kind === "identifier" ? callee : undefined;
}

/** Whether a call is of the built-in (or local) function of this name. */
export function isCallOf(node: PyNode, name: string): boolean {
  return node.kind === "call" && node.parts[0]?.kind === "identifier" && node.parts[0].text === name;
}

/** Functions without side effects on their arguments, for what they are usually given. */
const pureFunctions = new Set(
  "len abs ord chr int float str bool min max sum round sorted list tuple set dict range isinstance pow divmod bin hex".split(
    " ",
  ),
);

/** Whether evaluating an expression can't change anything, so that it may be moved past other such expressions. */
export function isPure(node: PyNode): boolean {
  for (const inner of node.walk()) {
    if (inner.kind === "call" && !pureFunctions.has(inner.parts[0]?.text ?? "")) return false;
    // What `key=` names is called.
    if (inner.kind === "keyword_argument" && inner.parts[0]?.text === "key") return false;
    if (["await", "yield", "named_expression", "lambda"].includes(inner.kind)) return false;
  }
  return true;
}

/** The conditions of a program: what `if`, `elif`, `while`, `… if … else …` and comprehension filters test. */
export function conditionOf(node: PyNode): PyNode | undefined {
  return node.kind === "conditional_expression" ? node.parts[1] : node.parts[0];
}

export const conditionalKinds = [
  "if_statement",
  "elif_clause",
  "while_statement",
  "conditional_expression",
  "if_clause",
];

/** Places where an expression of any kind can stand without brackets. */
const freePlaces = new Set([
  "assignment",
  "return_statement",
  "argument_list",
  "parenthesized_expression",
  "expression_statement",
  "if_statement",
  "elif_clause",
  "while_statement",
]);

/** Whether a node may be replaced by any expression without brackets. */
export function isFree(node: PyNode): boolean {
  const { parent } = node;
  if (parent?.kind === "subscript") return parent.parts[0] !== node;
  return parent !== null && freePlaces.has(parent.kind);
}

/** Whether only the truth of an expression matters where it stands, not its value. */
export function isTested(node: PyNode): boolean {
  let at = node;
  while (at.parent !== null && ["parenthesized_expression", "boolean_operator"].includes(at.parent.kind))
    at = at.parent;
  const { parent } = at;
  if (parent === null) return false;
  return (
    parent.kind === "not_operator" || (conditionalKinds.includes(parent.kind) && conditionOf(parent) === at)
  );
}

const negatedSigns: Readonly<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  in: "not in",
  "not in": "in",
  is: "is not",
  "is not": "is",
};

/**
 * The opposite of a condition, as text that binds at least as strongly as `not`. Its truth is the opposite's; its
 * value may be another. `<` becomes `not … <`, not `>=`: they differ for sets and for not-a-number.
 */
export function negated(node: PyNode): string {
  const inner = node.parts[0];
  if (node.kind === "not_operator" && inner !== undefined) {
    return inner.kind === "parenthesized_expression" || isAtom(inner) ? inner.text : `(${inner.text})`;
  }
  if (node.kind === "parenthesized_expression" && inner !== undefined && inner.kind !== "boolean_operator") {
    return node.text.includes("\n") ? `not ${node.text}` : negated(inner);
  }
  const [sign, ...more] = node.kind === "comparison_operator" ? comparisonSigns(node) : [];
  const opposite = sign === undefined || more.length > 0 ? undefined : negatedSigns[sign.kind];
  const [left, right] = node.parts;
  if (opposite !== undefined && left !== undefined && right !== undefined && !node.text.includes("\n")) {
    return `${left.text} ${opposite} ${right.text}`;
  }
  return `not ${bracketed(node)}`;
}
