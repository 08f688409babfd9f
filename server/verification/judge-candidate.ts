import { type CaseResult, missingResults, type Runner } from "./case-result";
import { boundText, maxErrorCharacters } from "./evidence";
import { canonicalValue } from "./judge-case";
import type { KnownCall } from "./providers/provider";
import { type CallResult, readReport } from "./read-report";
import type { TestCase, VerifyRequest } from "./schema";

type CandidateCase = Extract<TestCase, { kind: "candidate" }>;

/** A check whose later calls depend on earlier results needs a round for each; more than this is not a test. */
const maxRounds = 12;
const maxCalls = 2_000;

/**
 * Judges HumanEval's `check(candidate)`. Check and program never share a process: the check runs against a proxy that
 * collects calls, the program makes them in a child of its own, and the check runs again with the results, until it
 * asks for nothing new.
 */
export async function judgeCandidate(options: {
  run: Runner;
  request: VerifyRequest;
  test: CandidateCase;
}): Promise<CaseResult> {
  const { run, request, test } = options;
  let known: KnownCall[] = [];
  for (let round = 0; round < maxRounds; round += 1) {
    const judging = readReport(await run.judge({ kind: "candidate", check: test.check, known }));
    const verdict = judging.results.get(0);
    if (verdict !== undefined && (judging.calls.length === 0 || round > 0)) return judgedAs(verdict, known);
    if (judging.end === null || judging.calls.length === 0 || judging.calls.length > maxCalls) {
      return testFailure("the check itself did not come to an end");
    }
    const wanted = known.map(({ arguments: args, keywords }) => ({ arguments: args, keywords }));
    for (const call of judging.calls) {
      const args = canonicalValue(call.arguments);
      const keywords = canonicalValue(call.keywords);
      if (args === null || keywords === null)
        return testFailure("the check passes arguments that are not plain data");
      wanted.push(call);
    }

    const { source, suite: tests } = request;
    const { report, read } = await run.tested({
      kind: "proxied",
      source,
      setup: tests.setup,
      function: test.entryPoint,
      calls: wanted,
    });
    known = [];
    for (const [index, call] of wanted.entries()) {
      const answer = toKnown(call, read.results.get(index));
      if (answer === "missing") return missingResults(report, read).next();
      if (answer === "not-data") {
        return {
          outcome: "bad-result",
          error: "returned a value that is not plain data",
          failure: "returned no plain data",
        };
      }
      known.push(answer);
    }
  }
  return testFailure(`the check still asks for new calls after ${maxRounds} rounds`);
}

function toKnown(
  call: { arguments: string; keywords: string },
  result: CallResult | undefined,
): KnownCall | "missing" | "not-data" {
  if (result === undefined) return "missing";
  if (result.kind === "raised") {
    const [error = "Exception"] = result.error.classes;
    return { ...call, error, message: result.error.message };
  }
  const value = result.kind === "value" ? canonicalValue(result.text) : null;
  return value === null ? "not-data" : { ...call, value };
}

function judgedAs(verdict: CallResult, known: KnownCall[]): CaseResult {
  if (verdict.kind === "judged" && verdict.verdict) return { outcome: "passed" };
  const message = verdict.kind === "raised" ? verdict.error.message : "the check said no";
  const error = boundText(message, maxErrorCharacters);
  const raised = known.find((call) => "error" in call);
  if (raised !== undefined && "error" in raised && message.startsWith(raised.error)) {
    const raisedError = { classes: [raised.error, "Exception"], message: raised.message, frames: [] };
    return { outcome: "raised", error, failure: `raised ${error}`, raised: raisedError };
  }
  return { outcome: "wrong-answer", error, failure: `check failed: ${error}` };
}

function testFailure(reason: string): CaseResult {
  return { outcome: "bad-result", error: reason, failure: reason };
}
