import type { Verdict } from "#server/core/vocabulary";

/**
 * How verdicts are said. In mutation testing a "killed" mutant is good news, here it is a wrong line: so no verdict is
 * ever "killed", "survived", green or red; it is what the program did.
 */
const phrases: Record<Verdict, string> = {
  passed: "passes all tests",
  "wrong-answer": "fails a test",
  "runtime-error": "raises an error",
  "compile-error": "does not compile",
  timeout: "runs out of time",
  "memory-limit": "runs out of memory",
  "output-limit": "prints too much",
  crashed: "crashes the interpreter",
  "bad-result": "returns something unreadable",
  "infra-error": "no verdict: the sandbox failed",
};

const names: Record<Verdict, string> = {
  passed: "passes",
  "wrong-answer": "wrong answer",
  "runtime-error": "runtime error",
  "compile-error": "does not compile",
  timeout: "timeout",
  "memory-limit": "memory limit",
  "output-limit": "output limit",
  crashed: "crash",
  "bad-result": "bad result",
  "infra-error": "no verdict",
};

/** The verdict as a column heading or facet says it: "wrong answer". */
export function verdictName(verdict: Verdict): string {
  return names[verdict];
}

type Facts = {
  /** How many tests the suite has. */
  tests?: number;
  /** 1-based number of the first test that did not pass. */
  failingTest?: number | null;
};

/** The verdict as a sentence about the program: "fails test 3", "passes all 8 tests", "does not compile". */
export function verdictPhrase(verdict: Verdict | null, { tests, failingTest }: Facts = {}): string {
  if (verdict === null) return "not run yet";
  if (verdict === "passed" && tests !== undefined) {
    return tests === 1 ? "passes its one test" : `passes all ${tests} tests`;
  }
  if (failingTest) {
    if (verdict === "wrong-answer") return `fails test ${failingTest}`;
    if (verdict === "runtime-error") return `raises an error in test ${failingTest}`;
    if (verdict === "timeout") return `runs out of time in test ${failingTest}`;
  }
  return phrases[verdict];
}
