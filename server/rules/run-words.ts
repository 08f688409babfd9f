import type { Verdict } from "#server/core/vocabulary";
import type { RuleRun } from "./rule-input";

const verdictWords = {
  passed: "passes all tests",
  "wrong-answer": "wrong answer",
  "runtime-error": "runtime error",
  "compile-error": "does not compile",
  timeout: "time limit exceeded",
  "memory-limit": "memory limit exceeded",
  "output-limit": "output limit exceeded",
  crashed: "crashed",
  "bad-result": "unreadable result",
  "infra-error": "the sandbox failed",
} as const satisfies Record<Verdict, string>;

/** What a run that did not pass did, as a predicate: "fails test 2 (wrong answer)", "does not compile". */
export function failureWords(run: RuleRun): string {
  if (run.verdict === "compile-error") return verdictWords[run.verdict];
  const failed = run.outcomes?.find(
    (outcome) => outcome.outcome !== "passed" && outcome.outcome !== "not-run",
  );
  const where = failed === undefined ? "fails" : `fails test ${failed.test + 1}`;
  return `${where} (${verdictWords[run.verdict]})`;
}
