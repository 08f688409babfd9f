import { trimEndOf } from "#server/core/trim-end";
import { type CaseResult, missingResults, type Runner, type SuiteRun } from "./case-result";
import { boundText, maxErrorCharacters, maxValueCharacters } from "./evidence";
import { judgeCandidate } from "./judge-candidate";
import { canonicalValue, judgeCall, judgeNoValue, judgeRaises } from "./judge-case";
import type { ChildJob, Cover, Provider, RunOptions } from "./providers/provider";
import { type CallResult, readReport } from "./read-report";
import type { Limits, TestCase, VerifyRequest } from "./schema";

/** Tests get this much to judge one program, whatever the program itself may use. */
export const judgeLimits: Limits = { cpuMs: 2_000, wallMs: 2_000, memoryMb: 256, outputKb: 64 };

/** Budgets beyond this leave room for a program that is too long to be traced line by line. */
const longBudgetMs = 1_000;

/**
 * Runs one program against its suite once: everything that is called goes into one child, each standard-input case and
 * each check function has its own. Judging happens here or, for test expressions, in further children without the
 * program.
 */
export async function runSuite(options: {
  provider: Provider;
  request: VerifyRequest;
  limits: Limits;
  runOptions: RunOptions;
}): Promise<SuiteRun> {
  const { provider, request, limits, runOptions } = options;
  const { cases } = request.suite;
  const suite: SuiteRun = { results: cases.map(() => ({ outcome: "not-run" })), tested: [] };
  let cover: Cover = limits.cpuMs > longBudgetMs ? "short-trace" : "trace";
  const run: Runner = {
    judge: (job) => provider.run(job, judgeLimits, runOptions),
    tested: async (job) => {
      const report = await provider.run({ ...job, cover }, limits, runOptions);
      const read = readReport(report);
      if (read.slowTrace && cover === "short-trace") {
        cover = "marks";
        return run.tested(job);
      }
      suite.tested.push({ report, read });
      return { report, read };
    },
  };

  const called = cases.some(
    (test) => test.kind === "call" || test.kind === "check" || test.kind === "raises",
  );
  // Without any test a program is still loaded: that it compiles and loads is all that can be said of it.
  if (called || cases.length === 0) await runCalls(run, request, suite);
  for (const [index, test] of cases.entries()) {
    if (test.kind === "stdin") suite.results[index] = await runStdin(run, request.source, test);
    if (test.kind === "candidate") {
      suite.results[index] = await judgeCandidate({ run, request, test });
    }
  }
  return suite;
}

async function runCalls(run: Runner, request: VerifyRequest, suite: SuiteRun): Promise<void> {
  const { source, suite: tests } = request;
  const plan = planCalls(tests.cases);
  const { report, read } = await run.tested({
    kind: "program",
    source,
    setup: tests.setup,
    calls: plan.calls,
  });

  const missing = missingResults(report, read);
  const checks: PendingCheck[] = [];
  for (const { index, test, first, count } of plan.cases) {
    const results = Array.from({ length: count }, (_, offset) => read.results.get(first + offset));
    const gap = results.indexOf(undefined);
    if (gap >= 0) {
      // The first call without an answer is where the program ended; the ones after it never ran.
      suite.results[index] = missing.next();
      continue;
    }
    const known = results.filter((result) => result !== undefined);
    const [result] = known;
    if (result === undefined) continue;
    if (test.kind === "call") suite.results[index] = judgeCall(test, result);
    else if (test.kind === "raises") suite.results[index] = judgeRaises(test, result);
    else suite.results[index] = prepareCheck(index, test, known, checks);
  }
  if (checks.length > 0) await runChecks(run, checks, suite);
}

type CalledCase = Extract<TestCase, { kind: "call" | "check" | "raises" }>;
type CallPlan = {
  calls: string[];
  cases: { index: number; test: CalledCase; first: number; count: number }[];
};

/** All calls of all cases in one list, and where in it each case's calls are. */
function planCalls(cases: TestCase[]): CallPlan {
  const plan: CallPlan = { calls: [], cases: [] };
  for (const [index, test] of cases.entries()) {
    if (test.kind === "stdin" || test.kind === "candidate") continue;
    const calls = test.kind === "check" ? test.calls : [test.call];
    plan.cases.push({ index, test, first: plan.calls.length, count: calls.length });
    plan.calls.push(...calls);
  }
  return plan;
}

type PendingCheck = { index: number; imports: string; values: string[]; expression: string };

/** Values must be plain data to travel to the judge's sandbox; an exception in a call is the test's outcome. */
function prepareCheck(
  index: number,
  test: Extract<TestCase, { kind: "check" }>,
  results: CallResult[],
  checks: PendingCheck[],
): CaseResult {
  const values: string[] = [];
  for (const result of results) {
    if (result.kind !== "value") return judgeNoValue(result);
    const value = canonicalValue(result.text);
    if (value === null) {
      const shown = boundText(result.text, 200);
      return { outcome: "bad-result", value: shown, failure: `returned ${shown}, which is not plain data` };
    }
    values.push(value);
  }
  checks.push({ index, imports: test.imports ?? "", values, expression: test.expression });
  return { outcome: "not-run" };
}

async function runChecks(run: Runner, checks: PendingCheck[], suite: SuiteRun): Promise<void> {
  const job: ChildJob = {
    kind: "checks",
    checks: checks.map(({ imports, values, expression }) => ({ imports, values, expression })),
  };
  const report = await run.judge(job);
  const read = readReport(report);
  const missing = missingResults(report, { ...read, loaded: true });
  for (const [position, check] of checks.entries()) {
    const result = read.results.get(position);
    const value = boundText(check.values.join(", "), maxValueCharacters);
    if (result === undefined) {
      const { outcome, error } = { error: "never judged", ...missing.next() };
      // The judge's child runs tests only: what ends it is the test's fault, and no verdict on the program's speed.
      const reason = `the test's own expression failed: ${error}`;
      suite.results[check.index] = {
        outcome: outcome === "not-run" ? "not-run" : "bad-result",
        value,
        error: reason,
        failure: reason,
      };
    } else if (result.kind === "judged") {
      const failure = `${boundText(check.expression, 200)} is false for ${boundText(value, 200)}`;
      suite.results[check.index] = result.verdict
        ? { outcome: "passed", value }
        : { outcome: "wrong-answer", value, failure };
    } else {
      const message = result.kind === "raised" ? result.error.message : "no verdict";
      const error = boundText(message, maxErrorCharacters);
      suite.results[check.index] = {
        outcome: "wrong-answer",
        value,
        error,
        failure: `${boundText(check.expression, 200)} raised ${error} for ${boundText(value, 200)}`,
      };
    }
  }
}

async function runStdin(
  run: Runner,
  source: string,
  test: Extract<TestCase, { kind: "stdin" }>,
): Promise<CaseResult> {
  const { report, read } = await run.tested({ kind: "script", source, stdin: test.stdin });
  const raised = read.results.get(0);
  if (raised !== undefined) return judgeNoValue(raised);
  if (read.output === null) return missingResults(report, read).next();
  const value = boundText(read.output, maxValueCharacters);
  if (trimOutput(read.output) === trimOutput(test.expectedStdout)) return { outcome: "passed", value };
  const expected = boundText(trimOutput(test.expectedStdout), 200);
  const failure = `expected output ${expected}, got ${boundText(trimOutput(read.output), 200)}`;
  return { outcome: "wrong-answer", value, failure };
}

/** Contest rules: white space at line ends and line breaks at the end do not count. */
function trimOutput(text: string): string {
  const lines = text.split("\n").map((line) => trimEndOf(line, " \t\r"));
  return trimEndOf(lines.join("\n"), "\n");
}
