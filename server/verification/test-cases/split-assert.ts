import type { Edit, SgNode } from "@ast-grep/napi";
import { formatValue } from "../literal/format-value";
import { tryParseLiteral } from "../literal/parse-literal";
import type { PyValue } from "../literal/value";
import type { TestCase } from "../schema";
import { boundNames, isVariable, rootName, unwrap, variablesIn } from "./python-syntax";
import type { TestNames } from "./tested-names";

export type Split = { ok: true; cases: TestCase[] } | { ok: false; reason: string };

/**
 * Splits an assert into what the program is asked (calls) and what is expected of the answers, so that the two never
 * meet in one process: `f(x) == literal` becomes a `call`, every other condition a `check` over the calls' values.
 */
export function splitAssert(statement: SgNode, names: TestNames, extraImports: string): Split {
  const [whole] = statement.namedChildren().filter((child) => child.kind() !== "comment");
  if (whole === undefined) return { ok: false, reason: "the assert has no condition" };
  const condition = unwrap(whole);
  if (condition.kind() === "tuple")
    return { ok: false, reason: "a tuple is always true: this asserts nothing" };

  const simple = splitEquality(condition, names);
  if (simple !== null) return { ok: true, cases: [simple] };

  const calls: string[] = [];
  const edits: Edit[] = [];
  const problem = extractCalls(condition, names, new Set(), calls, edits);
  if (problem !== null) return { ok: false, reason: problem };
  if (calls.length === 0) return { ok: false, reason: "it calls nothing of the program" };
  const expression = `(${condition.commitEdits(edits)})`;
  const imports = [extraImports, names.importsFor(condition)].filter((lines) => lines !== "").join("\n");
  const check: TestCase = { kind: "check", calls, expression, ...(imports === "" ? {} : { imports }) };
  return { ok: true, cases: [check] };
}

/** `f(x) == literal`, either way round, and `f(x) is None`. */
function splitEquality(condition: SgNode, names: TestNames): TestCase | null {
  if (condition.kind() !== "comparison_operator") return null;
  const children = condition.children().filter((child) => child.kind() !== "comment");
  const [left, operator, right] = children;
  if (left === undefined || operator === undefined || right === undefined || children.length !== 3)
    return null;
  for (const [asked, expected] of [
    [unwrap(left), unwrap(right)],
    [unwrap(right), unwrap(left)],
  ] as const) {
    if (!isTestedChain(asked, names)) continue;
    const value = readExpected(expected);
    if (value === null) continue;
    if (operator.text() === "==" || (operator.text() === "is" && value.kind === "none")) {
      return { kind: "call", call: asked.text(), expected: expected.text() };
    }
  }
  return null;
}

/** An expected literal; null also for one that Python would reject or compare differently when run. */
function readExpected(node: SgNode): PyValue | null {
  const value = tryParseLiteral(node.text());
  return value === null || value.kind === "object" || formatValue(value).includes("<") ? null : value;
}

/**
 * Functions that use up an iterator. Applied to a call of the program they belong to it: a generator cannot leave the
 * process that it runs in, its items can.
 */
const consumers = new Set(["list", "tuple", "dict", "sum", "next"]);

/** `list(f(x))`, with nothing else between the parentheses. */
function isConsumedChain(node: SgNode, names: TestNames): boolean {
  const name = node.kind() === "call" ? node.field("function") : null;
  if (name?.kind() !== "identifier" || !consumers.has(name.text())) return false;
  const given = (node.field("arguments")?.namedChildren() ?? []).filter(
    (child) => child.kind() !== "comment",
  );
  const [only] = given;
  return only !== undefined && given.length === 1 && only.kind() === "call" && isTestedChain(only, names);
}

function isTestedChain(node: SgNode, names: TestNames): boolean {
  const root = rootName(node);
  return root !== null && names.isTested(root);
}

/**
 * Collects the largest expressions that start with a name of the program, in reading order, and the edits that put
 * `__v[i]` in their places. Returns why that cannot be done, or null.
 */
function extractCalls(
  node: SgNode,
  names: TestNames,
  bound: ReadonlySet<string>,
  calls: string[],
  edits: Edit[],
): string | null {
  const kind = node.kind();
  const isChain = kind === "call" || kind === "attribute" || kind === "subscript" || kind === "identifier";
  const isTested = isChain && isTestedChain(node, names) && (kind !== "identifier" || isVariable(node));
  if (isTested || isConsumedChain(node, names)) {
    const root = rootName(node);
    if (root !== null && bound.has(root)) return null;
    if ([...variablesIn(node)].some((name) => bound.has(name))) {
      return "a call of the program depends on a variable of the test's own loop";
    }
    edits.push(node.replace(`__v[${calls.length}]`));
    calls.push(node.text());
    return null;
  }
  if (kind === "await" || kind === "yield" || kind === "named_expression")
    return `it has ${String(kind)} in it`;
  const inner = boundNames(node);
  const scope = inner.size === 0 ? bound : new Set([...bound, ...inner]);
  for (const child of node.namedChildren()) {
    const problem = extractCalls(child, names, scope, calls, edits);
    if (problem !== null) return problem;
  }
  return null;
}
