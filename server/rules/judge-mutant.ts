import type { Intent, LineLabel, SuspicionReason, Verdict } from "#server/core/vocabulary";
import type { RuleRun } from "./rule-input";
import type { RulePolicy } from "./rule-policies";
import { failureWords } from "./run-words";

type Case = {
  policy: RulePolicy;
  intent: Intent;
  labelLine: number;
  run: RuleRun | null;
  parentVerdict: Verdict | null;
  /** Whether a test executed the label line; null where the run could not tell. */
  labelLineRan: boolean | null;
};

type Judgement = { label: LineLabel; reasons: SuspicionReason[]; derivation: string };

const subjects = { mutate: "Mutant", refactor: "Refactoring" } as const satisfies Record<Intent, string>;

/** How often a program runs before a timeout counts: once, and once more with 10 times the budget. */
const attemptsForTimeout = 2;

/** The label of a mutant's label line, case by case as the rules' table has them. */
export function judgeMutant({
  policy,
  intent,
  labelLine,
  run,
  parentVerdict,
  labelLineRan,
}: Case): Judgement {
  const subject = subjects[intent];
  const so = (fact: string, label: LineLabel, reasons: SuspicionReason[]): Judgement => ({
    label,
    reasons,
    derivation: `${subject} ${fact}, so its label line ${labelLine} ${label === null ? "has no label" : `is ${label}`}`,
  });
  // What a change does to a program shows only against one that was right before.
  if (parentVerdict !== "passed") {
    const fact =
      parentVerdict === null
        ? "was not run"
        : parentVerdict === "infra-error"
          ? "could not be run"
          : "does not pass its tests";
    return so(`was made of a program that ${fact}`, null, []);
  }
  if (run === null) return so("was not run", null, []);
  if (run.verdict === "infra-error") return so("could not be run (the sandbox failed)", null, []);
  if (run.disagreement === "passes-sometimes") {
    return so("passes in some of its runs and fails in others", policy.flaky, ["flaky"]);
  }
  if (run.verdict === "timeout" && run.attempts < attemptsForTimeout) {
    return so("exceeded its time limit once", policy.unrepeatedTimeout, ["timeout"]);
  }
  if (run.verdict !== "passed") {
    return intent === "mutate"
      ? so(failureWords(run), "incorrect", [])
      : so(failureWords(run), policy.brokenRefactor, ["refactor-broke"]);
  }
  if (intent === "mutate") return so("passes all tests", policy.survivor, ["survived"]);
  if (labelLineRan === null) {
    return so(
      "passes all tests, but whether they execute the line is not known",
      policy.unexecutedRefactor,
      [],
    );
  }
  return labelLineRan
    ? so("passes all tests and the line was executed", "correct", [])
    : so("passes all tests, which do not execute the line", policy.unexecutedRefactor, ["not-executed"]);
}
