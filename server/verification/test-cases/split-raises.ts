import type { SgNode } from "@ast-grep/napi";
import type { TestCase } from "../schema";
import { rootName, statementsOf, unwrap } from "./python-syntax";
import type { TestNames } from "./tested-names";

/**
 * A test that expects an exception, as `try: f(x) … except E: pass` or `with pytest.raises(E): f(x)`. Null for any other
 * statement.
 */
export function splitRaises(statement: SgNode, names: TestNames): TestCase | null {
  const kind = statement.kind();
  if (kind === "try_statement") return fromTry(statement, names);
  if (kind === "with_statement") return fromWith(statement, names);
  return null;
}

function fromTry(statement: SgNode, names: TestNames): TestCase | null {
  const handlers = statement.namedChildren().filter((child) => child.kind() === "except_clause");
  const others = statement.namedChildren().map((child) => String(child.kind()));
  const [handler] = handlers;
  if (handler === undefined || handlers.length !== 1) return null;
  if (others.some((kind) => kind === "finally_clause" || kind === "else_clause")) return null;
  const body = statement.field("body");
  const call = body === null ? null : calledFirst(body, names);
  if (call === null || body === null || !failsAfterFirst(body)) return null;

  const parts = handler.namedChildren().filter((child) => child.kind() !== "comment");
  const block = parts.find((part) => part.kind() === "block");
  const isHarmless = block !== undefined && /^(?:pass|assert True|\.\.\.)$/.test(block.text().trim());
  if (!isHarmless) return null;
  const [caught] = parts.filter((part) => part.kind() !== "block");
  if (caught === undefined) return { kind: "raises", call, exception: "BaseException" };
  const named = caught.kind() === "as_pattern" ? caught.namedChildren()[0] : caught;
  return named !== undefined && isClassName(named) ? { kind: "raises", call, exception: named.text() } : null;
}

/** After the call, the body must say that returning is wrong; otherwise the test would accept a plain return too. */
function failsAfterFirst(body: SgNode): boolean {
  const [, second, ...more] = statementsOf(body);
  if (second === undefined || more.length > 0) return false;
  return /^(?:assert\s*\(?\s*False\b|raise\b)/.test(second.text());
}

function fromWith(statement: SgNode, names: TestNames): TestCase | null {
  const item = statement.find({ rule: { kind: "with_item" } });
  const context = item?.namedChildren()[0];
  if (context === undefined || context.kind() !== "call") return null;
  if (!/(?:^|\.)(?:raises|assertRaises)$/.test(context.field("function")?.text() ?? "")) return null;
  const [exception, ...more] = context.field("arguments")?.namedChildren() ?? [];
  const body = statement.field("body");
  if (exception === undefined || more.length > 0 || !isClassName(exception) || body === null) return null;
  const call = statementsOf(body).length === 1 ? calledFirst(body, names) : null;
  return call === null ? null : { kind: "raises", call, exception: exception.text() };
}

/** The first statement of a block, when it is nothing but a call of the program. */
function calledFirst(body: SgNode, names: TestNames): string | null {
  const [first] = statementsOf(body);
  const inner = first?.kind() === "expression_statement" ? first.namedChildren()[0] : undefined;
  const expression = inner === undefined ? null : unwrap(inner);
  if (expression === null || expression.kind() !== "call") return null;
  const root = rootName(expression);
  return root !== null && names.isTested(root) ? expression.text() : null;
}

function isClassName(node: SgNode): boolean {
  return node.kind() === "identifier" || node.kind() === "attribute";
}
