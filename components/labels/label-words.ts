import type { LineLabel, OverrideReason } from "#server/core/vocabulary";
import type { LineView, VoteInput } from "#server/labels/schema";

export function labelWord(label: LineLabel): string {
  return label ?? "unknown";
}

/** Where an effective label comes from, in words that follow the label: "incorrect, by the rule". */
export const sourceWords = {
  override: "decided here",
  rule: "by the rule",
  parent: "by the rule, from the reference's line",
  "parent-override": "decided on the reference's line",
  tainted: "below an error",
  none: "nothing speaks of it",
} as const satisfies Record<LineView["from"], string>;

/** What an annotator's reason says of the label. */
export const overrideReasonWords = {
  equivalent: { name: "equivalent", meaning: "behaves like the original" },
  "weak-tests": { name: "weak tests", meaning: "wrong, but no test shows it" },
  "not-executed": { name: "not executed", meaning: "no test reaches the line" },
  flaky: { name: "flaky", meaning: "runs of it disagree" },
  "operator-error": { name: "operator error", meaning: "the edit is not what it was meant to be" },
  "ambiguous-statement": {
    name: "ambiguous statement",
    meaning: "keeps the problem's lines out of training",
  },
  "wrong-oracle": { name: "wrong oracle", meaning: "a test expects the wrong thing" },
  other: { name: "other", meaning: "say what in a comment" },
} as const satisfies Record<OverrideReason, { name: string; meaning: string }>;

export type VoteValue = VoteInput["value"];
export type DecisionValue = VoteValue | "first-error";

/** The decisions in the order of their keys; the keys never change place. */
export const decisions = [
  { value: "correct", key: "1", name: "correct", does: "mark the line correct" },
  { value: "incorrect", key: "2", name: "incorrect", does: "mark the line incorrect" },
  { value: "neutral", key: "3", name: "neutral", does: "mark the line neutral" },
  { value: "unknown", key: "4", name: "unknown", does: "say that nobody can tell" },
  { value: "withdraw", key: "0", name: "withdraw", does: "take back your vote on the line" },
  { value: "keep", key: "q", name: "keep", does: "agree with the automatic label" },
  {
    value: "first-error",
    key: "e",
    name: "first error here",
    does: "lines above correct, this one incorrect",
  },
] as const satisfies readonly { value: DecisionValue; key: string; name: string; does: string }[];

export function decisionName(value: DecisionValue): string {
  return decisions.find((decision) => decision.value === value)?.name ?? value;
}

/**
 * The label a line has once the decision holds, for showing it before the server answers. `keep` confirms what the
 * rule says; `withdraw` falls back to it.
 */
export function labelAfter(value: DecisionValue, automatic: LineLabel): LineLabel {
  switch (value) {
    case "correct":
    case "incorrect":
    case "neutral":
      return value;
    case "first-error":
      return "incorrect";
    case "unknown":
      return null;
    case "keep":
    case "withdraw":
      return automatic;
  }
}
