import { type Binding, comprehensionBindings, isName, isRead, scopeOf } from "./scope";
import { type PyNode, scopeKinds } from "./tree";
import { typeOf } from "./types";

/** What a variable is used as, guessed from its values and its uses: enough to tell plausible mix-ups from silly ones. */
export type Role = "number" | "collection" | "function" | "unknown";

function roleOfUse(use: PyNode): Role {
  const { parent } = use;
  if (parent === null) return "unknown";
  const first = parent.parts[0] === use;
  switch (parent.kind) {
    case "subscript":
      return first ? "collection" : "unknown";
    case "attribute":
      return "collection";
    case "for_statement":
    case "for_in_clause":
      return parent.after("in") === use ? "collection" : "unknown";
    case "call":
      return first ? "function" : "unknown";
    case "argument_list": {
      const callee = parent.parent?.parts[0]?.text ?? "";
      if (["len", "sum", "sorted", "set", "list", "tuple", "enumerate", "zip"].includes(callee))
        return "collection";
      return ["range", "abs", "chr", "pow"].includes(callee) ? "number" : "unknown";
    }
    case "binary_operator": {
      const sign = parent.children.find((child) => !child.named)?.text ?? "";
      if (["-", "/", "//", "**", "&", "^", "<<", ">>"].includes(sign)) return "number";
      return parent.parts.some((part) => part !== use && typeOf(part) === "number") && sign !== "*"
        ? "number"
        : "unknown";
    }
    case "comparison_operator":
      return parent.parts.some((part) => part !== use && typeOf(part) === "number") ? "number" : "unknown";
    default:
      return "unknown";
  }
}

function roleOfBindings(bindings: readonly Binding[]): Role {
  for (const { node, how } of bindings) {
    if (how === "definition" || how === "import") return "function";
    const type = typeOf(node);
    if (type === "number") return "number";
    if (type === "function") return "function";
    if (["str", "list", "tuple", "dict", "set"].includes(type)) return "collection";
  }
  return "unknown";
}

const cache = new WeakMap<PyNode, Map<string, Role>>();

/** The role of a name in a scope. */
export function roleOf(name: string, scope: PyNode, bindings: readonly Binding[]): Role {
  let known = cache.get(scope);
  if (known === undefined) {
    known = new Map();
    cache.set(scope, known);
  }
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  let role = roleOfBindings(bindings);
  if (role === "unknown") {
    for (const use of scope.all("identifier")) {
      if (use.text !== name || !isName(use)) continue;
      role = roleOfUse(use);
      if (role !== "unknown") break;
    }
  }
  known.set(name, role);
  return role;
}

/** Whether one variable could be written for another by mistake. */
export function rolesMix(a: Role, b: Role): boolean {
  return a === b || (a === "unknown" && b !== "function") || (b === "unknown" && a !== "function");
}

/** A variable that has a value where a node stands. */
export type VisibleName = { name: string; role: Role };

/** The variables bound before a node in its function, and those of the comprehensions around it, by name. */
export function visibleNames(node: PyNode): VisibleName[] {
  const names = new Map<string, Role>();
  for (const binding of comprehensionBindings(node)) {
    const { value } = binding;
    if (value !== undefined && node.start >= value.start && node.end <= value.end) continue;
    names.set(binding.node.text, roleOf(binding.node.text, binding.node.scope, [binding]));
  }
  for (let scope: PyNode | null = node.scope; scope !== null; scope = outerFunction(scope)) {
    for (const [name, bindings] of scopeOf(scope).bindings) {
      if (names.has(name) || !bindings.some((binding) => hasValueAt(binding, node))) continue;
      names.set(name, roleOf(name, scope, bindings));
    }
  }
  return [...names].map(([name, role]) => ({ name, role })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A statement's own targets have no value yet in its right-hand side. */
function hasValueAt({ node: target, how, value }: Binding, node: PyNode): boolean {
  if (how === "parameter") return true;
  if (target.start >= node.start) return false;
  return value === undefined || node.start >= value.end || node.end <= value.start;
}

/** The function around a lambda or nested function, whose variables are visible inside. */
function outerFunction(scope: PyNode): PyNode | null {
  if (scope.kind === "module") return null;
  for (let node = scope.parent; node !== null; node = node.parent) {
    if (scopeKinds.has(node.kind) && node.kind !== "class_definition")
      return node.kind === "module" ? null : node;
  }
  return null;
}

/** The reads of variables in a program, in source order. */
export function variableReads(root: PyNode): PyNode[] {
  return root.all("identifier").filter(isRead);
}
