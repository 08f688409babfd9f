import type { Judged } from "./judge-case";
import type { ChildJob, ChildReport } from "./providers/provider";
import type { ReadReport } from "./read-report";
import type { TestOutcome } from "./schema";

/** One test's result before it becomes evidence: judged, or never answered. */
export type CaseResult = Judged | { outcome: "timeout" | "not-run"; error?: string };

/** What all children of one program together said and used. */
export type SuiteRun = {
  results: CaseResult[];
  /** Reports of children that ran the tested program, in order. */
  tested: { report: ChildReport; read: ReadReport }[];
};

/** What to say of tests without an answer: the first one is where the run ended, later ones were never run. */
export function missingResults(report: ChildReport, read: ReadReport): { next: () => CaseResult } {
  const didLoad = read.loaded && read.syntaxError === null && read.loadError === null;
  let isFirst = didLoad;
  return {
    next: () => {
      if (!isFirst) return { outcome: "not-run" };
      isFirst = false;
      return endOf(report, read);
    },
  };
}

/** What is said of a loop whose state came back: it would use up any budget. */
export const endlessLoop = "never ends: a loop came back to where it was, with everything as it was";

/** The result of the test in which the child ended. */
function endOf(report: ChildReport, read: ReadReport): CaseResult {
  if (read.outputLimit) return { outcome: "raised", error: "wrote more than the output limit" };
  if (read.endless) return { outcome: "timeout", error: endlessLoop };
  switch (report.end) {
    case "cpu-time":
      return { outcome: "timeout", error: "used up its CPU time" };
    case "blocked":
      return { outcome: "timeout", error: "waited for something that never came" };
    case "flood":
      return { outcome: "bad-result", error: "sent more than can be judged" };
    case "exited":
      if (read.end !== null) return { outcome: "bad-result", error: "gave no answer" };
      return { outcome: "raised", error: describeExit(report.status) };
  }
}

export function describeExit(status: number): string {
  return status < 0
    ? `the process was ended by signal ${-status}`
    : `the process exited with status ${status}`;
}

/** The record of one test, without what only the verdict needs. */
export function toOutcome(test: number, result: CaseResult): TestOutcome {
  const { outcome, error } = result;
  const value = "value" in result ? result.value : undefined;
  const line = "line" in result ? result.line : undefined;
  return {
    test,
    outcome,
    ...(value === undefined ? {} : { value }),
    ...(error === undefined ? {} : { error }),
    ...(line === undefined ? {} : { line }),
  };
}

/** Runs a child that holds tests, or one that holds the program: the latter's report is kept. */
export type Runner = {
  judge: (job: ChildJob) => Promise<ChildReport>;
  tested: (job: TestedJob) => Promise<{ report: ChildReport; read: ReadReport }>;
};
type TestedJob =
  | Omit<Extract<ChildJob, { kind: "program" }>, "cover">
  | Omit<Extract<ChildJob, { kind: "proxied" }>, "cover">
  | Omit<Extract<ChildJob, { kind: "script" }>, "cover">;
