import { type LineHunk, lineMap } from "#server/core/line-map";
import type { LineLabel, OverrideReason } from "#server/core/vocabulary";
import { type ResolvedLine as LineResolution, resolveLines } from "#server/rules/index";

/** What a person decided on a line, as it stands. */
export type Decision = {
  decided: boolean;
  label: LineLabel;
  masked: boolean;
  reason: OverrideReason | null;
  annotator: string;
  headSeq: number;
  /** The runs behind the automatic label when this was decided. */
  runIds: readonly number[];
};

/** One program with everything that its labels follow from. */
export type LabelledProgram = {
  id: number;
  parentId: number | null;
  lineCount: number;
  hunks: readonly LineHunk[];
  currentRunId: number | null;
  /** Of the rule in question: the label of each line that it speaks of, null where it could not tell. */
  automatic: ReadonlyMap<number, LineLabel>;
  taintedAfter: number | null;
  derivation: string | null;
  decisions: ReadonlyMap<number, Decision>;
};

export type ResolvedLine = LineResolution & { decision: Decision | null; outdated: boolean };

/** The runs that a program's automatic labels rest on: its own, and through the line map its ancestors'. */
export function runsBehind(program: LabelledProgram, byId: ReadonlyMap<number, LabelledProgram>): number[] {
  const parent = program.parentId === null ? undefined : byId.get(program.parentId);
  const own = program.currentRunId === null ? [] : [program.currentRunId];
  return parent === undefined ? own : [...own, ...runsBehind(parent, byId)];
}

/**
 * The effective label of every line of a program and of its end, `lineCount + 1` entries, by `resolveLines` of the rules:
 * a correction of the parent reaches all its mutants. `byId` holds the program's ancestors.
 */
export function resolveProgram(
  program: LabelledProgram,
  byId: ReadonlyMap<number, LabelledProgram>,
): ResolvedLine[] {
  const { lineCount, hunks, automatic, taintedAfter, decisions } = program;
  const parent = program.parentId === null ? undefined : byId.get(program.parentId);
  const standing = [...decisions].filter(([, decision]) => decision.decided);
  const lines = resolveLines({
    lineCount,
    ruleResult: { lines: Array.from(automatic, ([line, label]) => ({ line, label })), taintedAfter },
    lineMap: parent === undefined ? null : lineMap(hunks, parent.lineCount),
    parentLines: parent === undefined ? null : resolveProgram(parent, byId),
    decided: new Map(standing.map(([line, { label }]) => [line, label])),
  });
  const runIds = runsBehind(program, byId).join();
  return lines.map((resolved): ResolvedLine => {
    const decision = decisions.get(resolved.line) ?? null;
    return {
      ...resolved,
      decision,
      outdated: decision?.decided === true && decision.runIds.join() !== runIds,
    };
  });
}
