import { comprehensionBindings, isName, parameterNames, scopeOf } from "./scope";
import type { PyNode } from "./tree";

/** Every place where a function's own variable is named: null where that can't be told from the text alone. */
export function variablePlaces(scope: PyNode, name: string): PyNode[] | null {
  const own = scopeOf(scope);
  if (own.foreign.has(name) || scope.child("identifier")?.text === name) return null;
  const places = scope.all("identifier").filter((node) => node.text === name && isName(node));
  for (const node of places) {
    const parameters = node.closest("parameters", "lambda_parameters");
    // A default value is read outside of the function.
    if (parameters?.parent === scope && !parameterNames(parameters).includes(node)) return null;
    if (comprehensionBindings(node).some((binding) => binding.node.text === name)) return null;
    for (let inner = node.scope; inner !== scope; inner = inner.scope) {
      const names = scopeOf(inner);
      if (names.bindings.has(name) || names.foreign.has(name) || inner.parent === null) return null;
    }
    // A nested function of this name would hide the variable.
    if (
      node.parent !== scope &&
      ["function_definition", "class_definition"].includes(node.parent?.kind ?? "")
    )
      return null;
  }
  return places;
}

/** The names that an expression or statement mentions. */
export function mentions(node: PyNode): Set<string> {
  return new Set(
    node
      .all("identifier")
      .filter(isName)
      .map((identifier) => identifier.text),
  );
}

/** How often a name is mentioned in a node. */
export function mentionCount(node: PyNode, name: string): number {
  return node.all("identifier").filter((identifier) => identifier.text === name && isName(identifier)).length;
}
