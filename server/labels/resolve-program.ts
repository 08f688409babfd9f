import { type LineHunk, lineMap } from "#server/core/line-map";
import { endOfProgram } from "#server/core/lines";
import type { LineLabel, OverrideReason } from "#server/core/vocabulary";
import type { LineView } from "./schema";

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

export type ResolvedLine = {
  line: number;
  label: LineLabel;
  from: LineView["from"];
  automatic: LineLabel;
  parentLine: number | null;
  decision: Decision | null;
  outdated: boolean;
};

/** The runs that a program's automatic labels rest on: its own, and through the line map its ancestors'. */
export function runsBehind(program: LabelledProgram, byId: ReadonlyMap<number, LabelledProgram>): number[] {
  const parent = program.parentId === null ? undefined : byId.get(program.parentId);
  const own = program.currentRunId === null ? [] : [program.currentRunId];
  return parent === undefined ? own : [...own, ...runsBehind(parent, byId)];
}

/**
 * The effective label of every line of a program and of its end, `lineCount + 1` entries. In this order: what a person
 * decided on the line, what the rule says of it, nothing below a failed edit, and else whatever the parent's line has
 * now, so that a correction of the parent reaches all its mutants. `byId` holds the program's ancestors.
 */
export function resolveProgram(
  program: LabelledProgram,
  byId: ReadonlyMap<number, LabelledProgram>,
): ResolvedLine[] {
  const parent = program.parentId === null ? undefined : byId.get(program.parentId);
  const parentLines = parent === undefined ? [] : resolveProgram(parent, byId);
  const map = parent === undefined ? undefined : lineMap(program.hunks, parent.lineCount);
  const runIds = runsBehind(program, byId).join();
  return Array.from({ length: endOfProgram(program.lineCount) }, (_, index): ResolvedLine => {
    const line = index + 1;
    const parentLine = map?.toParent(line) ?? null;
    const inherited = parentLine === null ? undefined : parentLines[parentLine - 1];
    const undecided = withoutDecision(program, line, inherited);
    const decision = program.decisions.get(line) ?? null;
    const decided = decision?.decided === true;
    return {
      line,
      parentLine,
      decision,
      automatic: undecided.automatic,
      label: decided ? decision.label : undecided.label,
      from: decided ? "override" : undecided.from,
      outdated: decided && decision.runIds.join() !== runIds,
    };
  });
}

function withoutDecision(
  { automatic, taintedAfter }: LabelledProgram,
  line: number,
  inherited: ResolvedLine | undefined,
): Pick<ResolvedLine, "label" | "automatic" | "from"> {
  const own = automatic.get(line);
  if (own !== undefined) return { label: own, automatic: own, from: "rule" };
  if (taintedAfter !== null && line > taintedAfter) return { label: null, automatic: null, from: "tainted" };
  if (inherited === undefined) return { label: null, automatic: null, from: "none" };
  if (inherited.from === "tainted" || inherited.from === "none") return inherited;
  const byPerson = inherited.from === "override" || inherited.from === "parent-override";
  return {
    label: inherited.label,
    automatic: inherited.automatic,
    from: byPerson ? "parent-override" : "parent",
  };
}
