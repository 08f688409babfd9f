import type { LineLabel } from "#server/core/vocabulary";

/** What stands beside one line of the shown program. Absent fields leave their column empty. */
export type GutterLine = {
  /** The effective label; undefined where labels are not shown at all. */
  label?: LineLabel;
  /** A person decided otherwise than the rule. */
  overridden?: boolean;
  /** A decision that was made but not yet saved. */
  draft?: LineLabel;
  hasDraft?: boolean;
  /** False: no test executes it; null or absent: not known, or nothing to execute. */
  executed?: boolean | null;
  score?: number | null;
  /** The model's threshold, which the ramp is centred on. */
  threshold?: number;
  /** The line the model takes for the first error. */
  firstError?: boolean;
  suspicious?: boolean;
  /** Below an error: it carries no label. */
  tainted?: boolean;
  /** Plain sentences: label, origin, score, reasons, first failing test. Shown on hover and read out. */
  facts: readonly string[];
};

export type MutantDot = {
  id: number;
  label: LineLabel;
  overridden: boolean;
  suspicious: boolean;
  selected: boolean;
  /** Operator, verdict and label in words. */
  title: string;
};

/** A compiler-like mark: the failing line, a syntax error, the model's first error. */
export type CodeMarker = { line: number; message: string; severity: "error" | "warning" | "info" };

/** The dots that fit at a line's end, and how many more there are; the selected one is always among them. */
export function visibleDots(
  dots: readonly MutantDot[],
  most = 5,
): { shown: readonly MutantDot[]; more: number } {
  if (dots.length <= most) return { shown: dots, more: 0 };
  const head = dots.slice(0, most);
  const selected = dots.find((dot) => dot.selected);
  if (selected !== undefined && !head.includes(selected)) head[most - 1] = selected;
  return { shown: head, more: dots.length - most };
}
