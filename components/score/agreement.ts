import type { LineScores } from "#server/prm/schema";
import type { RunResult } from "#server/verification/schema";
import { verdictPhrase } from "../ui/verdict-words";

/** 1-based number of the first test that did not pass; null where all did or none ran. */
export function firstFailingTest(run: RunResult): number | null {
  const failing = run.outcomes.find(
    (outcome) => outcome.outcome !== "passed" && outcome.outcome !== "not-run",
  );
  return failing === undefined ? null : failing.test + 1;
}

export type Agreement = { agree: boolean | null; text: string };

/** Whether model and tests say the same of a program, in words. `agree` null: one of them says nothing. */
export function agreement(scores: LineScores, run: RunResult, lineCount: number): Agreement {
  if (run.verdict === "infra-error") {
    return { agree: null, text: "The tests say nothing about the program: the sandbox failed." };
  }
  const at = scores.firstError;
  const where = at === null ? null : at > lineCount ? "end of program" : `line ${at}`;
  const phrase = verdictPhrase(run.verdict, { failingTest: firstFailingTest(run) });
  if (run.verdict === "passed") {
    return where === null
      ? {
          agree: true,
          text: "Tests and model agree: all tests pass, and no line scores below the threshold.",
        }
      : {
          agree: false,
          text: `Tests and model disagree: all tests pass, yet the model takes ${where} for the first error. Either the tests miss it or the model is wrong.`,
        };
  }
  if (where === null) {
    return {
      agree: false,
      text: `Tests and model disagree: the program ${phrase}, yet no line scores below the threshold.`,
    };
  }
  const raised = run.failingLine === null ? "" : ` The run points to line ${run.failingLine}.`;
  return {
    agree: true,
    text: `Tests and model agree that it is wrong: the program ${phrase}, and the model's first error is ${where}.${raised}`,
  };
}
