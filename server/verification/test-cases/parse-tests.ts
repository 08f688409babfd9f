import type { SgNode } from "@ast-grep/napi";
import type { TestCase, TestSuite } from "../schema";
import { splitCheckFunction } from "./check-function";
import { parsePython, rootName, statementsOf, variablesIn } from "./python-syntax";
import { type Split, splitAssert } from "./split-assert";
import { splitRaises } from "./split-raises";
import { readTestNames, type TestNames } from "./tested-names";

/** A test that cannot be judged outside of the tested process. `index` is its 0-based position in `tests`. */
export type RefusedTest = { index: number; source: string; reason: string };
export type ParsedTests = {
  suite: TestSuite;
  /** Of each case, the 0-based position in `tests` of the test it came from: one test may make several. */
  testOfCase: number[];
  refused: RefusedTest[];
};

type TestContext = {
  /** The reference program: its top-level names are what tests ask about. */
  source?: string;
  /** Code that runs after the program and before the tests. */
  setup?: string;
  /** The tested function's name, when it is known. */
  entryPoint?: string;
};

/**
 * Turns tests as datasets have them into test cases: `tests` are Python statements (`assert f(1) == 2`), `check` is
 * HumanEval's `def check(candidate)`. What cannot be split is refused with a reason, never run unjudged.
 */
export function parseTests(input: TestContext & { tests?: string[]; check?: string }): ParsedTests {
  const setup = input.setup ?? "";
  const names = readTestNames({ source: input.source, setup, entryPoint: input.entryPoint });
  const parsed: ParsedTests = { suite: { setup, cases: [] }, testOfCase: [], refused: [] };
  const take = (index: number, source: string, split: Split): void => {
    if (split.ok) {
      parsed.suite.cases.push(...split.cases);
      parsed.testOfCase.push(...split.cases.map(() => index));
    } else parsed.refused.push({ index, source, reason: split.reason });
  };
  if (setup !== "" && parsePython(setup) === null) {
    const refused = (input.tests ?? []).map((source, index) => ({
      index,
      source,
      reason: "the setup does not parse",
    }));
    return { ...parsed, refused };
  }
  for (const [index, source] of (input.tests ?? []).entries())
    take(index, source, splitSource(source, names));
  if (input.check !== undefined) {
    const index = input.tests?.length ?? 0;
    const { check, entryPoint } = input;
    const split: Split =
      entryPoint === undefined
        ? { ok: false, reason: "a check function needs the entry point's name" }
        : splitCheckFunction(check, entryPoint, (source) => splitSource(source, names, false));
    take(index, check, split);
  }
  return parsed;
}

function splitSource(source: string, names: TestNames, mayWrap = true): Split {
  const root = parsePython(source);
  if (root === null) return { ok: false, reason: "it does not parse" };
  const cases: TestCase[] = [];
  const imports: string[] = [];
  for (const statement of statementsOf(root)) {
    const kind = statement.kind();
    if (kind === "import_statement" || kind === "import_from_statement") {
      imports.push(statement.text());
      continue;
    }
    const raises = splitRaises(statement, names);
    if (raises !== null) {
      cases.push(raises);
      continue;
    }
    const split: Split =
      kind === "assert_statement"
        ? splitAssert(statement, names, imports.join("\n"))
        : { ok: false, reason: `a statement of another kind than assert: ${firstLine(statement)}` };
    if (!split.ok) return mayWrap ? wrapWhole(root, source, names, split.reason) : split;
    cases.push(...split.cases);
  }
  return cases.length === 0 ? { ok: false, reason: "it tests nothing" } : { ok: true, cases };
}

/**
 * A test that cannot be taken apart can still be judged whole, as a check function with a proxy for the program's one
 * function: a loop over inputs, an argument looked at after the call.
 */
function wrapWhole(root: SgNode, source: string, names: TestNames, reason: string): Split {
  const tested = [...variablesIn(root)].filter(names.isTested);
  const assigned = new Set(
    root
      .findAll({ rule: { kind: "assignment" } })
      .flatMap((node) => [...variablesIn(node.field("left") ?? node)]),
  );
  const calledNames = new Set(root.findAll({ rule: { kind: "call" } }).map((call) => rootName(call)));
  const functions = tested.filter((name) => !assigned.has(name));
  const [entryPoint] = functions;
  const hasAssert = root.find({ rule: { kind: "assert_statement" } }) !== null;
  if (entryPoint === undefined || functions.length !== 1 || !calledNames.has(entryPoint) || !hasAssert) {
    return { ok: false, reason };
  }
  // An assert without any call of the program inside stays what it was: nothing that says something about it.
  if (reason.startsWith("it calls nothing") || reason.startsWith("a tuple")) return { ok: false, reason };
  const body = source.trim().replace(/^/gm, "    ");
  const imports = names.importsFor(root);
  const check = `${imports === "" ? "" : `${imports}\n`}def check(${entryPoint}):\n${body}\n`;
  return { ok: true, cases: [{ kind: "candidate", entryPoint, check }] };
}

function firstLine(node: SgNode): string {
  return node.text().split("\n", 1)[0]?.slice(0, 60) ?? "";
}
