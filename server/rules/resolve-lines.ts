import type { LineMap } from "#server/core/line-map";
import { endOfProgram } from "#server/core/lines";
import type { LineLabel } from "#server/core/vocabulary";
import type { RuleResult } from "./schema";

/**
 * Where a line's label comes from: the rule speaks of the line; the parent's line is the same line; the line stands
 * below an edit whose program did not pass; or nobody says anything.
 */
export type ResolvedLine = { label: LineLabel; from: "rule" | "parent" | "tainted" | "none" };

type Resolution = {
  /** Lines of the program, without the end-of-program step. */
  lineCount: number;
  ruleResult: Pick<RuleResult, "lines" | "taintedAfter">;
  /** Of a mutant: its map to the parent. Null: there is no parent to ask. */
  lineMap: LineMap | null;
  /** The parent's labels as they are now, `parent line count + 1` of them. */
  parentLabels: readonly LineLabel[] | null;
};

/**
 * The label of every line of a program, and of its end: `lineCount + 1` entries. A line's own label wins; below a
 * failed edit nothing is known; every other line is whatever its parent's line is, *now*: a correction of the parent
 * reaches all its mutants when they are resolved again.
 */
export function resolveLines({ lineCount, ruleResult, lineMap, parentLabels }: Resolution): ResolvedLine[] {
  const own = new Map(ruleResult.lines.map(({ line, label }) => [line, label]));
  const { taintedAfter } = ruleResult;
  return Array.from({ length: endOfProgram(lineCount) }, (_, index): ResolvedLine => {
    const line = index + 1;
    const label = own.get(line);
    if (label !== undefined) return { label, from: "rule" };
    if (taintedAfter !== null && line > taintedAfter) return { label: null, from: "tainted" };
    const parentLine = lineMap?.toParent(line) ?? null;
    const inherited = parentLine === null ? undefined : parentLabels?.[parentLine - 1];
    return inherited === undefined ? { label: null, from: "none" } : { label: inherited, from: "parent" };
  });
}
