import { type PyNode, scopeKinds } from "./tree";

/** How a name gets a value. `value` is the assigned (or iterated) expression where there is one. */
export type Binding = {
  node: PyNode;
  how: "parameter" | "assign" | "augmented" | "loop" | "import" | "definition" | "other";
  value?: PyNode;
  /** The name is one of several that the value is taken apart into. */
  unpacked?: boolean;
};

const comprehensions = [
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
];
export const comprehensionKinds = new Set(comprehensions);

/** The identifiers that a target binds: not those inside its subscripts and attributes. */
export function targetNames(target: PyNode): PyNode[] {
  if (target.kind === "identifier") return [target];
  if (target.kind === "subscript" || target.kind === "attribute") return [];
  return target.parts.flatMap(targetNames);
}

/** The bindings of a parameter list, in order. */
export function parameterNames(parameters: PyNode | undefined): PyNode[] {
  return (parameters?.parts ?? []).flatMap((parameter) => {
    const name = parameter.kind === "identifier" ? parameter : parameter.all("identifier").find(() => true);
    return name === undefined ? [] : [name];
  });
}

function bind(node: PyNode): Binding[] {
  const first = node.parts[0];
  switch (node.kind) {
    case "assignment":
    case "named_expression": {
      const value = node.after(node.kind === "assignment" ? "=" : ":=");
      if (first === undefined) return [];
      const names = targetNames(first);
      const unpacked = first.kind !== "identifier";
      return names.map((name) => ({ node: name, how: "assign", unpacked, ...(value ? { value } : {}) }));
    }
    case "augmented_assignment": {
      const value = node.parts[1];
      return first?.kind === "identifier"
        ? [{ node: first, how: "augmented", ...(value ? { value } : {}) }]
        : [];
    }
    case "for_statement":
    case "for_in_clause": {
      const value = node.after("in");
      if (first === undefined) return [];
      const unpacked = first.kind !== "identifier";
      return targetNames(first).map((name) => ({
        node: name,
        how: "loop",
        unpacked,
        ...(value ? { value } : {}),
      }));
    }
    case "import_statement":
    case "import_from_statement":
      return node.parts.slice(node.kind === "import_from_statement" ? 1 : 0).flatMap((part): Binding[] => {
        const name = part.kind === "aliased_import" ? part.parts[1] : part.all("identifier")[0];
        return name === undefined ? [] : [{ node: name, how: "import" }];
      });
    case "as_pattern_target":
      return node.all("identifier").map((name) => ({ node: name, how: "other" }));
    case "delete_statement":
      return node.parts.flatMap(targetNames).map((name) => ({ node: name, how: "other" }));
    default:
      return [];
  }
}

export class Scope {
  readonly bindings = new Map<string, Binding[]>();
  /** Names that live in an outer scope although they are assigned here. */
  readonly foreign = new Set<string>();

  constructor(readonly node: PyNode) {
    for (const name of parameterNames(node.child("parameters", "lambda_parameters"))) {
      this.add({ node: name, how: "parameter" });
    }
    for (const child of node.children) this.visit(child);
  }

  private add(binding: Binding): void {
    const list = this.bindings.get(binding.node.text);
    if (list === undefined) this.bindings.set(binding.node.text, [binding]);
    else list.push(binding);
  }

  private visit(node: PyNode): void {
    if (node.kind === "global_statement" || node.kind === "nonlocal_statement") {
      for (const part of node.parts) this.foreign.add(part.text);
    }
    if (scopeKinds.has(node.kind)) {
      const name = node.child("identifier");
      if (name !== undefined && node.kind !== "lambda") this.add({ node: name, how: "definition" });
      return;
    }
    // A comprehension's own variables are its own.
    if (node.kind !== "for_in_clause") for (const binding of bind(node)) this.add(binding);
    for (const child of node.children) this.visit(child);
  }
}

const scopes = new WeakMap<PyNode, Scope>();

/** The names bound directly in a function, class, lambda or module. */
export function scopeOf(node: PyNode): Scope {
  const known = scopes.get(node);
  if (known !== undefined) return known;
  const scope = new Scope(node);
  scopes.set(node, scope);
  return scope;
}

/** The bindings of the comprehensions around a node, innermost first. */
export function comprehensionBindings(node: PyNode): Binding[] {
  const found: Binding[] = [];
  for (let at = node.parent; at !== null && !scopeKinds.has(at.kind); at = at.parent) {
    if (comprehensionKinds.has(at.kind)) {
      for (const clause of at.children) if (clause.kind === "for_in_clause") found.push(...bind(clause));
    }
  }
  return found;
}

/** Whether an identifier is a name (variable, function) and not an attribute's or keyword argument's label. */
export function isName(node: PyNode): boolean {
  const { parent } = node;
  if (node.kind !== "identifier" || parent === null) return false;
  if (parent.kind === "attribute") return parent.children[0] === node;
  if (parent.kind === "keyword_argument") return parent.children[0] !== node;
  return !node.closest("import_statement", "import_from_statement");
}

/** Whether an identifier reads a variable: it is not the place where a name is bound. */
export function isRead(node: PyNode): boolean {
  const { parent } = node;
  if (!isName(node) || parent === null) return false;
  if (scopeKinds.has(parent.kind) && parent.child("identifier") === node && parent.kind !== "lambda")
    return false;
  if (parent.kind === "global_statement" || parent.kind === "nonlocal_statement") return false;
  const inTarget = (kind: string): boolean => {
    const owner = node.closest(kind);
    return owner?.parts[0] !== undefined && targetNames(owner.parts[0]).includes(node);
  };
  if (["assignment", "for_statement", "for_in_clause", "named_expression"].some(inTarget)) return false;
  if (parent.kind === "augmented_assignment" && parent.parts[0] === node) return false;
  if (node.closest("as_pattern_target", "delete_statement")) return false;
  const parameters = node.closest("parameters", "lambda_parameters");
  // A default value is read where the function is defined.
  return parameters === undefined || !parameterNames(parameters).includes(node);
}

/** Whether the program looks names up by text, so that renaming is not safe. */
export function usesReflection(root: PyNode): boolean {
  const reflective = new Set(["eval", "exec", "locals", "globals", "vars", "getattr", "setattr"]);
  return root.all("identifier").some((node) => reflective.has(node.text));
}
