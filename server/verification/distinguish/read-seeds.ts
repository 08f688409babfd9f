import type { SgNode } from "@ast-grep/napi";
import { tryParseLiteral } from "../literal/parse-literal";
import type { TestCase, TestSuite } from "../schema";
import { parsePython, unwrap } from "../test-cases/python-syntax";
import type { Argument, Input } from "./input";

/** More than any problem's tests need as a start; each is a call that runs. */
const maxSeeds = 60;

/** The calls of a suite's tests, as inputs that can be varied. Tests without a call that has a literal argument give none. */
export function readSeeds(suite: TestSuite): Input[] {
  return suite.cases.flatMap(seedsOfTest).slice(0, maxSeeds);
}

/** Whether the seeds hold every call of the suite's tests, as far as they can be known before a test runs. */
export function areAllSeeds({ cases }: TestSuite): boolean {
  const calls = cases.flatMap((test) => {
    if (test.kind === "call" || test.kind === "raises") return [test.call];
    return test.kind === "check" ? test.calls : [null];
  });
  const counts = calls.map((call) => (call === null ? 0 : seedsOf(call).length));
  return !counts.includes(0) && counts.reduce((sum, count) => sum + count, 0) <= maxSeeds;
}

function seedsOfTest(test: TestCase): Input[] {
  switch (test.kind) {
    case "call":
    case "raises":
      return seedsOf(test.call);
    case "check":
      return test.calls.flatMap((call) => seedsOf(call));
    case "candidate":
      return candidateSeeds(test.check, test.entryPoint);
    case "stdin":
      return [];
  }
}

/** Every call in an expression that has a literal among its arguments; what stands around it stays as it is. */
function seedsOf(text: string): Input[] {
  const root = parsePython(text);
  if (root === null) return [];
  return root.findAll({ rule: { kind: "call" } }).flatMap((call) => {
    if (isLiteral(call)) return [];
    const range = call.range();
    const [start, end] = [range.start.index, range.end.index];
    return seedOf(call, { before: text.slice(0, start), after: text.slice(end) });
  });
}

/** HumanEval's check function: the calls of its `candidate`, asked of the function itself. */
function candidateSeeds(check: string, entryPoint: string): Input[] {
  const root = parsePython(check);
  if (root === null) return [];
  return root.findAll({ rule: { kind: "call" } }).flatMap((call) => {
    if (call.field("function")?.text() !== "candidate") return [];
    const seed = seedOf(call, { before: "", after: "" });
    return seed.map((input) => ({ ...input, form: { ...input.form, callee: entryPoint } }));
  });
}

function seedOf(call: SgNode, around: { before: string; after: string }): Input[] {
  const callee = call.field("function");
  const list = call.field("arguments");
  if (callee === null || list === null || list.kind() !== "argument_list") return [];
  const args = list
    .namedChildren()
    .filter((child) => child.kind() !== "comment")
    .map(readArgument);
  if (!args.some(({ content }) => typeof content !== "string")) return [];
  return [{ form: { ...around, callee: callee.text() }, args }];
}

function readArgument(node: SgNode): Argument {
  const name = node.kind() === "keyword_argument" ? (node.field("name")?.text() ?? null) : null;
  const value = name === null ? node : (node.field("value") ?? node);
  return { name, content: tryParseLiteral(unwrap(value).text()) ?? value.text() };
}

/** `set([1])` and `float('inf')` are calls to the parser and values to us. */
function isLiteral(call: SgNode): boolean {
  return tryParseLiteral(call.text()) !== null;
}
