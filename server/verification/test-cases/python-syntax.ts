import python from "@ast-grep/lang-python";
import { parse, registerDynamicLanguage, type SgNode } from "@ast-grep/napi";

registerDynamicLanguage({ python });

/** The syntax tree's root, or null when the source has a syntax error. */
export function parsePython(source: string): SgNode | null {
  const root = parse("python", source).root();
  return root.find({ rule: { kind: "ERROR" } }) === null ? root : null;
}

/** The statements of a module or block, without comments. */
export function statementsOf(block: SgNode): SgNode[] {
  return block.namedChildren().filter((node) => node.kind() !== "comment");
}

/** An expression without the parentheses around it. */
export function unwrap(node: SgNode): SgNode {
  let inner = node;
  while (inner.kind() === "parenthesized_expression") {
    const [only] = inner.namedChildren().filter((child) => child.kind() !== "comment");
    if (only === undefined) return inner;
    inner = only;
  }
  return inner;
}

/** The name at the start of a chain of calls, attributes and subscripts: `f` of `f(1).x[0]`. Null for other chains. */
export function rootName(node: SgNode): string | null {
  let inner = node;
  for (;;) {
    const kind = inner.kind();
    if (kind === "identifier") return inner.text();
    const field = kind === "call" ? "function" : kind === "attribute" ? "object" : "value";
    const next = kind === "call" || kind === "attribute" || kind === "subscript" ? inner.field(field) : null;
    if (next === null) return null;
    inner = next;
  }
}

/** Whether an identifier node stands for a variable: not for an attribute, a keyword argument's name or an import. */
export function isVariable(node: SgNode): boolean {
  const parent = node.parent();
  if (parent === null) return true;
  const kind = parent.kind();
  if (kind === "attribute") return parent.field("object")?.id() === node.id();
  if (kind === "keyword_argument") return parent.field("name")?.id() !== node.id();
  return kind !== "dotted_name" && kind !== "aliased_import";
}

/** Every variable that an expression or statement mentions. */
export function variablesIn(node: SgNode): Set<string> {
  const nodes = node.kind() === "identifier" ? [node] : node.findAll({ rule: { kind: "identifier" } });
  return new Set(nodes.filter(isVariable).map((found) => found.text()));
}

const binders = [
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
  "lambda",
];

/** Names that a comprehension or lambda binds for its own inside; empty for any other node. */
export function boundNames(node: SgNode): Set<string> {
  if (!binders.includes(String(node.kind()))) return new Set();
  const names = new Set<string>();
  const targets =
    node.kind() === "lambda"
      ? [node.field("parameters")]
      : node
          .namedChildren()
          .filter((child) => child.kind() === "for_in_clause")
          .map((child) => child.field("left"));
  for (const target of targets) if (target !== null) for (const name of variablesIn(target)) names.add(name);
  return names;
}
