import { type Binding, comprehensionBindings, scopeOf } from "./scope";
import type { PyNode } from "./tree";

/**
 * What is known of an expression's type without running it. `number` covers int, float and what behaves like them;
 * only what follows from literals, operators and well-known functions is claimed, the rest is `unknown`.
 */
export type Type =
  | "number"
  | "str"
  | "list"
  | "tuple"
  | "dict"
  | "set"
  | "bool"
  | "none"
  | "function"
  | "unknown";

/** `open` while a name's own type is being worked out: it fits in with whatever the rest says. */
type Inferred = Type | "open";

const cache = new WeakMap<PyNode, Inferred>();
/** The bindings whose types are being worked out, and how often one was left open because of that. */
const active = new Set<PyNode>();
let cuts = 0;

const literals: Readonly<Record<string, Type>> = {
  integer: "number",
  float: "number",
  string: "str",
  concatenated_string: "str",
  list: "list",
  list_comprehension: "list",
  tuple: "tuple",
  expression_list: "tuple",
  dictionary: "dict",
  dictionary_comprehension: "dict",
  set: "set",
  set_comprehension: "set",
  true: "bool",
  false: "bool",
  none: "none",
  comparison_operator: "bool",
  not_operator: "bool",
  lambda: "function",
};

const functions: Readonly<Record<string, Type>> = {
  len: "number",
  int: "number",
  float: "number",
  ord: "number",
  str: "str",
  chr: "str",
  bin: "str",
  hex: "str",
  repr: "str",
  input: "str",
  list: "list",
  sorted: "list",
  tuple: "tuple",
  dict: "dict",
  set: "set",
  bool: "bool",
  any: "bool",
  all: "bool",
  isinstance: "bool",
};

const methods: Readonly<Record<string, Type>> = {
  lower: "str",
  upper: "str",
  strip: "str",
  lstrip: "str",
  rstrip: "str",
  title: "str",
  format: "str",
  split: "list",
  find: "number",
  append: "none",
  extend: "none",
  startswith: "bool",
  endswith: "bool",
  isdigit: "bool",
  isalpha: "bool",
};

/** The one type that all agree on. */
function agreed(types: readonly Inferred[]): Inferred {
  const distinct = new Set(types.filter((type) => type !== "open"));
  const [only] = distinct;
  if (only === undefined) return types.length > 0 ? "open" : "unknown";
  return distinct.size === 1 ? only : "unknown";
}

function numberOr(type: Inferred): Inferred {
  return type === "number" || type === "open" ? type : "unknown";
}

function callType(node: PyNode): Inferred {
  const [callee, callArguments] = node.parts;
  if (callee?.kind === "attribute") return methods[callee.parts[1]?.text ?? ""] ?? "unknown";
  if (callee?.kind !== "identifier") return "unknown";
  const name = callee.text;
  // A program that calls its own variable `sum` or `max` is on its own.
  if (scopeOf(node.scope).bindings.has(name)) return "unknown";
  const given = callArguments?.kind === "argument_list" ? callArguments.parts : [];
  if (name === "abs" && given[0] !== undefined) return numberOr(infer(given[0]));
  if ((name === "max" || name === "min") && given.length > 1) return numberOr(agreed(given.map(infer)));
  return functions[name] ?? "unknown";
}

function binaryType(node: PyNode): Inferred {
  const [left, right] = node.parts;
  const sign = node.children.find((child) => !child.named)?.text ?? "";
  if (left === undefined || right === undefined) return "unknown";
  const types = [infer(left), infer(right)];
  if (sign === "%" && types[0] === "str") return "str";
  if (sign === "+" || types.every((type) => type === "number" || type === "open")) {
    const type = agreed(types);
    if (type !== "unknown") return type;
  }
  // A number on one side leaves no other reading of these, bar classes with reflected operators.
  return ["-", "/", "//", "**", "+"].includes(sign) && types.includes("number") ? "number" : "unknown";
}

function loopType({ node, value, unpacked }: Binding): Inferred {
  const callee = value?.kind === "call" ? value.parts[0]?.text : undefined;
  if (callee === "range" && unpacked !== true) return "number";
  if (callee === "enumerate" && unpacked === true && node.parent?.parts[0] === node) return "number";
  return value !== undefined && unpacked !== true && infer(value) === "str" ? "str" : "unknown";
}

function bindingType(binding: Binding): Inferred {
  const { how, node, unpacked, value } = binding;
  if (how === "definition" || how === "import") return "function";
  if (how === "loop") return loopType(binding);
  if (value === undefined) return "unknown";
  if (unpacked !== true) return infer(value);
  // `a, b = 0, 1` pairs names and values.
  const names = node.parent?.parts ?? [];
  const values = value.kind === "expression_list" || value.kind === "tuple" ? value.parts : [];
  const own = values[names.indexOf(node)];
  return own !== undefined && names.length === values.length ? infer(own) : "unknown";
}

/** A comprehension's variable's type, or `open` if it depends on itself. */
function guarded(binding: Binding): Inferred {
  if (active.has(binding.node)) {
    cuts += 1;
    return "open";
  }
  active.add(binding.node);
  const type = bindingType(binding);
  active.delete(binding.node);
  return type;
}

/** After so many rounds, what still changes is unknown. */
const mostRounds = 6;

const solutions = new WeakMap<PyNode, Map<PyNode, Inferred>>();
let solving = 0;

/**
 * The types of all bindings of a scope. They depend on each other in circles, so all begin open and are worked out
 * again, from one another, until none changes. (Following each name through all others takes exponential time.)
 */
function solutionOf(scope: PyNode): Map<PyNode, Inferred> {
  const known = solutions.get(scope);
  if (known !== undefined) return known;
  const bindings = [...scopeOf(scope).bindings.values()].flat();
  const solution = new Map<PyNode, Inferred>(bindings.map(({ node }) => [node, "open"]));
  solutions.set(scope, solution);
  solving += 1;
  let changes = true;
  for (let round = 0; changes; round += 1) {
    changes = false;
    for (const binding of bindings) {
      const before = solution.get(binding.node);
      const type = before === "unknown" ? before : bindingType(binding);
      if (type === before) continue;
      solution.set(binding.node, round < mostRounds ? type : "unknown");
      changes = true;
    }
  }
  solving -= 1;
  return solution;
}

/** The type that all of a name's bindings agree on. */
function nameType(node: PyNode): Inferred {
  const inner = comprehensionBindings(node).find((binding) => binding.node.text === node.text);
  if (inner !== undefined) return guarded(inner);
  const scope = scopeOf(node.scope);
  const bindings = scope.bindings.get(node.text);
  if (bindings === undefined || scope.foreign.has(node.text)) return "unknown";
  const solution = solutionOf(node.scope);
  const types: Inferred[] = [];
  for (const binding of bindings) {
    // A number or string stays one under `+=` (or the statement fails); only `*=` and `%=` may change it.
    const sign = binding.node.parent?.children[1]?.text;
    if (binding.how === "augmented" && sign !== "*=" && sign !== "%=") continue;
    types.push(solution.get(binding.node) ?? "unknown");
  }
  return agreed(types);
}

function compute(node: PyNode): Inferred {
  const first = node.parts[0];
  switch (node.kind) {
    case "identifier":
      return nameType(node);
    case "parenthesized_expression":
      return first === undefined ? "tuple" : infer(first);
    case "unary_operator":
      return first === undefined ? "unknown" : numberOr(infer(first));
    case "binary_operator":
      return binaryType(node);
    case "call":
      return callType(node);
    case "conditional_expression": {
      const other = node.parts[2];
      return first === undefined || other === undefined ? "unknown" : agreed([infer(first), infer(other)]);
    }
    case "subscript":
      return first !== undefined && infer(first) === "str" ? "str" : "unknown";
    default:
      return "unknown";
  }
}

function infer(node: PyNode): Inferred {
  const known = literals[node.kind] ?? cache.get(node);
  if (known !== undefined) return known;
  const before = cuts;
  const type = compute(node);
  // What was found by leaving something open holds only within that round.
  if (cuts === before && solving === 0) cache.set(node, type);
  return type;
}

/** The type of an expression, as far as it is certain. */
export function typeOf(node: PyNode): Type {
  const type = infer(node);
  return type === "open" ? "unknown" : type;
}
