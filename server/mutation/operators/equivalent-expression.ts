import {
  comparisonSigns,
  isCallOf,
  isFree,
  isPure,
  isTested,
  positionalArguments,
  signOf,
} from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { scopeOf } from "../scope";
import { expressionOf } from "../statements";
import type { PyNode } from "../tree";
import { typeOf } from "../types";

/** `x[len(x) - 1]` and `x[-1]`. */
function lastElement(node: PyNode): string | null {
  const [value, index] = node.parts;
  if (value?.kind !== "identifier" || index === undefined || node.parts.length !== 2) return null;
  if (index.text.replaceAll(" ", "") === `len(${value.text})-1`) return `${value.text}[-1]`;
  const sequence = ["list", "str", "tuple"].includes(typeOf(value));
  return index.text === "-1" && sequence ? `${value.text}[len(${value.text}) - 1]` : null;
}

function call(node: PyNode): string | null {
  const name = node.parts[0]?.kind === "identifier" ? node.parts[0].text : "";
  if (scopeOf(node.scope).bindings.has(name)) return null;
  const list = node.child("argument_list");
  const given = positionalArguments(node);
  if (list?.parts.length === 0) return name === "list" ? "[]" : name === "dict" ? "{}" : null;
  if (list?.parts.length !== given.length || !given.every(isPure)) return null;
  const [a, b] = given;
  if (a === undefined || b === undefined || given.length !== 2) return null;
  // Of equal values both give the first.
  if (name === "max" || name === "min") {
    const simple = given.every((argument) => ["identifier", "integer", "subscript"].includes(argument.kind));
    return simple
      ? `(${a.text} if ${a.text} ${name === "max" ? ">=" : "<="} ${b.text} else ${b.text})`
      : null;
  }
  return name === "pow" &&
    typeOf(a) === "number" &&
    typeOf(b) === "number" &&
    a.kind === "identifier" &&
    b.kind === "identifier"
    ? `(${a.text} ** ${b.text})`
    : null;
}

function emptiness(node: PyNode): string | null {
  const [left, right] = node.parts;
  const [sign, ...more] = comparisonSigns(node).map((token) => token.kind);
  if (left === undefined || !isCallOf(left, "len") || more.length > 0 || right?.kind !== "integer")
    return null;
  if (right.text === "0" && sign === "==") return `${left.text} < 1`;
  if (right.text === "0" && (sign === ">" || sign === "!=")) return `${left.text} >= 1`;
  return right.text === "1" && sign === ">=" ? `${left.text} > 0` : null;
}

/** `not a == b` and `a != b`, `not a in b` and `a not in b`. */
function negation(node: PyNode): string | null {
  const comparison = node.parts[0];
  if (comparison?.kind !== "comparison_operator") return null;
  const [sign, ...more] = comparisonSigns(comparison).map((token) => token.kind);
  const [left, right] = comparison.parts;
  const opposite = sign === "==" ? "!=" : sign === "in" ? "not in" : sign === "is" ? "is not" : undefined;
  if (opposite === undefined || more.length > 0 || left === undefined || right === undefined) return null;
  return `${left.text} ${opposite} ${right.text}`;
}

function truth(node: PyNode): string | null {
  const [yes, condition, no] = node.parts;
  if (condition?.kind !== "comparison_operator" || !isFree(node)) return null;
  if (comparisonSigns(condition).length !== 1) return null;
  return yes?.kind === "true" && no?.kind === "false" ? condition.text : null;
}

function square(node: PyNode): string | null {
  const [base, exponent] = node.parts;
  if (signOf(node)?.text !== "**" || exponent?.text !== "2" || base?.kind !== "identifier") return null;
  return node.parent?.kind === "binary_operator" || node.parent?.kind === "unary_operator"
    ? `(${base.text} * ${base.text})`
    : `${base.text} * ${base.text}`;
}

/** `x.append(y)` for a list of the function's own. */
function append(statement: PyNode): Site[] {
  const expression = expressionOf(statement);
  const [callee] = expression?.parts ?? [];
  const [list, method] = callee?.kind === "attribute" ? callee.parts : [];
  const item = expression?.kind === "call" ? positionalArguments(expression)[0] : undefined;
  if (
    expression === undefined ||
    list?.kind !== "identifier" ||
    method?.text !== "append" ||
    item === undefined
  )
    return [];
  const scope = scopeOf(statement.scope);
  if (typeOf(list) !== "list" || !scope.bindings.has(list.text) || scope.foreign.has(list.text)) return [];
  return [replaceNode(expression, `${list.text} += [${item.text}]`)];
}

const rewrites: Readonly<Record<string, (node: PyNode) => string | null>> = {
  subscript: lastElement,
  call,
  comparison_operator: emptiness,
  not_operator: negation,
  conditional_expression: truth,
  binary_operator: square,
};

export const equivalentExpression = defineOperator({
  id: "equivalent-expression",
  intent: "refactor",
  summary:
    "Says the same with another built-in: [] for list(), x[-1] for x[len(x) - 1], x += [y] for x.append(y).",
  example: "def last(items):\n    return items[len(items) - 1]",
  sites: (program) => [
    ...Object.entries(rewrites).flatMap(([kind, rewrite]) =>
      program.of(kind).flatMap((node): Site[] => {
        const text = node.text.includes("\n") ? null : rewrite(node);
        const inOperation = kind === "not_operator" && !isTested(node) && !isFree(node);
        return text === null || inOperation ? [] : [replaceNode(node, text)];
      }),
    ),
    ...program.of("expression_statement").flatMap(append),
  ],
});
