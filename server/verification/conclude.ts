import { endOfProgram, splitLines } from "#server/core/lines";
import type { Verdict } from "#server/core/vocabulary";
import { type CaseResult, describeExit, endlessLoop, type SuiteRun, toOutcome } from "./case-result";
import { boundStdout, boundText, formatTraceback, maxErrorCharacters } from "./evidence";
import { nameError, type ReportedError } from "./read-report";
import type { Limits, RunResult } from "./schema";

type Conclusion = {
  verdict: Verdict;
  message: string | null;
  failingLine: number | null;
  error: ReportedError | null;
};

/** The run's record from what its children said and did: the first test that fails decides the verdict. */
export function conclude(options: {
  source: string;
  suite: SuiteRun;
  limits: Limits;
  attempts: number;
  provider: string;
  interpreter: string;
}): RunResult {
  const { source, suite, limits, attempts, provider, interpreter } = options;
  const { verdict, message, failingLine, error } = concludeLoad(suite) ?? concludeTests(suite);
  const ends = suite.tested.map(({ read }) => read.end);
  // Lines are what a child claims: those that the program does not have are dropped.
  const lineCount = splitLines(source).length;
  const lines = new Set<number>();
  for (const end of ends) for (const line of end?.lines ?? []) if (line <= lineCount) lines.add(line);
  const sum = (pick: "cpuUs" | "wallUs"): number =>
    suite.tested.reduce((total, { report }) => total + report[pick], 0);
  return {
    verdict,
    outcomes: suite.results.map((result, test) => {
      const { line, ...outcome } = toOutcome(test, result);
      return line !== undefined && line <= lineCount ? { ...outcome, line } : outcome;
    }),
    executedLines: ends.every((end) => end !== null) ? [...lines].sort((a, b) => a - b) : null,
    // A syntax error may be that something is missing at the end.
    failingLine: failingLine !== null && failingLine <= endOfProgram(lineCount) ? failingLine : null,
    message: message === null ? null : boundText(message, maxErrorCharacters),
    traceback: error === null ? null : formatTraceback(source, error.frames, nameError(error)),
    stdout: boundStdout(ends.map((end) => end?.stdout ?? "").join("")),
    cpuUs: sum("cpuUs"),
    wallUs: sum("wallUs"),
    peakKb: suite.tested.reduce((peak, { report }) => Math.max(peak, report.peakKb), 0),
    limits,
    attempts,
    provider,
    interpreter,
  };
}

/** A program that never got as far as its tests. */
function concludeLoad({ tested }: SuiteRun): Conclusion | null {
  for (const { report, read } of tested) {
    const none = { failingLine: null, error: null };
    if (read.syntaxError !== null) {
      const { message, line } = read.syntaxError;
      const at = line === null ? "" : ` (line ${line})`;
      return { verdict: "compile-error", message: `${message}${at}`, failingLine: line, error: null };
    }
    if (read.loadError !== null) {
      const error = read.loadError;
      return {
        verdict: verdictOf(error),
        message: `while loading: ${nameError(error)}`,
        failingLine: error.frames.at(-1)?.line ?? null,
        error,
      };
    }
    if (read.outputLimit)
      return { verdict: "output-limit", message: "wrote more than the output limit", ...none };
    if (read.loaded) continue;
    if (read.endless) return { verdict: "timeout", message: `while loading: ${endlessLoop}`, ...none };
    switch (report.end) {
      case "cpu-time":
        return { verdict: "timeout", message: "used up its CPU time while loading", ...none };
      case "blocked":
        return { verdict: "timeout", message: "waited while loading for something that never came", ...none };
      case "flood":
        return { verdict: "bad-result", message: "sent more than can be judged", ...none };
      case "exited":
        return { verdict: "crashed", message: `${describeExit(report.status)} while loading`, ...none };
    }
  }
  return null;
}

function concludeTests({ results, tested }: SuiteRun): Conclusion {
  const position = results.findIndex((result) => result.outcome !== "passed");
  const failed = results[position];
  if (failed === undefined) return { verdict: "passed", message: null, failingLine: null, error: null };
  const raised = "raised" in failed ? (failed.raised ?? null) : null;
  const failure = "failure" in failed ? failed.failure : undefined;
  return {
    verdict: verdictOfCase(failed, raised, tested),
    message: `test ${position + 1}: ${failure ?? failed.error ?? failed.outcome}`,
    failingLine: "line" in failed ? (failed.line ?? null) : null,
    error: raised,
  };
}

function verdictOfCase(
  failed: CaseResult,
  raised: ReportedError | null,
  tested: SuiteRun["tested"],
): Verdict {
  switch (failed.outcome) {
    case "passed":
    case "not-run":
      // A test that was never run although nothing before it failed: the program ended the run by itself.
      return "crashed";
    case "raised":
      if (raised !== null) return verdictOf(raised);
      return tested.some(({ read }) => read.outputLimit) ? "output-limit" : "crashed";
    default:
      return failed.outcome;
  }
}

/** Ending the process is a crash, whether Python was asked nicely (SystemExit) or not. */
function verdictOf(error: ReportedError): Verdict {
  if (error.classes.includes("MemoryError")) return "memory-limit";
  if (error.classes.includes("SystemExit")) return "crashed";
  return "runtime-error";
}
