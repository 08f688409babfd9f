import type { Label, LineLabel, OverrideReason, SuspicionReason } from "#server/core/vocabulary";
import type { LineView } from "#server/labels/schema";

type LabelName = Label | "unknown";
export const labelName = (label: LineLabel): LabelName => label ?? "unknown";

/** The glyph that stands for a label wherever its colour does. */
export const labelGlyphs = {
  correct: "✓",
  incorrect: "✕",
  neutral: "–",
  unknown: "○",
} as const satisfies Record<LabelName, string>;

/** Where an effective label comes from, in words that follow the label: "incorrect, by the rule". */
export const sourceWords = {
  override: "decided here",
  rule: "by the rule",
  parent: "by the rule, from the reference's line",
  "parent-override": "decided on the reference's line",
  tainted: "below a failed edit, no label",
  none: "nothing speaks of it",
} as const satisfies Record<LineView["from"], string>;

export const suspicionWords = {
  survived: "survives all tests",
  "not-executed": "no test executes it",
  "weak-tests": "few tests reach it",
  "refactor-broke": "a refactoring broke it",
  timeout: "timed out",
  "near-timeout": "close to its time limit",
  flaky: "runs disagree",
  "prm-disagrees": "the model disagrees",
  "conflicting-duplicate": "same prefix, other label",
  "annotators-disagree": "annotators disagree",
} as const satisfies Record<SuspicionReason, string>;

/** What an annotator's reason says, and what it does to the label where it does more than explain. */
export const overrideReasonWords = {
  equivalent: { name: "equivalent", effect: "behaves like the original" },
  "weak-tests": { name: "weak tests", effect: "wrong, but no test shows it" },
  "not-executed": { name: "not executed", effect: "no test reaches the line" },
  flaky: { name: "flaky", effect: "runs disagree" },
  "operator-error": { name: "operator error", effect: "the edit is not what it was meant to be" },
  "ambiguous-statement": { name: "ambiguous statement", effect: "masks the problem's labels" },
  "wrong-oracle": { name: "wrong oracle", effect: "a test expects something wrong" },
  other: { name: "other", effect: "say what in the comment" },
} as const satisfies Record<OverrideReason, { name: string; effect: string }>;

export function LabelMark({ label, override = false }: { label: LineLabel; override?: boolean }) {
  const name = labelName(label);
  return (
    <span aria-hidden="true" className="label-mark" data-label={name} data-override={override || undefined}>
      {labelGlyphs[name]}
    </span>
  );
}

/** Glyph and word together, for lists and sentences. */
export function LabelWord({ label, override = false }: { label: LineLabel; override?: boolean }) {
  return (
    <span className="label-word" data-label={labelName(label)}>
      <LabelMark label={label} override={override} />
      {labelName(label)}
    </span>
  );
}
