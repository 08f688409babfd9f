import { type LineHunk, lineMap } from "#server/core/line-map";
import { alignTraces } from "./align-traces";
import type { ComparedTrace, Divergence, Trace, TraceRow, TraceStep } from "./schema";

/** An edit as hunks against a parent of so many lines. */
export type TracedEdit = { hunks: readonly LineHunk[]; parentLineCount: number };

/**
 * Two traces of the same test side by side, with the first point at which the program does something else than its
 * parent: by time, so that a difference inside a call comes before the one it makes in the caller. Both are the same
 * before an edited line has run, for programs are deterministic here.
 */
export function compareTraces(program: Trace, parent: Trace, edit: TracedEdit): ComparedTrace {
  const { rows, pathRow } = alignTraces(program, parent, lineMap(edit.hunks, edit.parentLineCount));
  return {
    rows,
    divergence: firstDivergence(rows, pathRow, { program, parent }),
    program: outlineOf(program),
    parent: outlineOf(parent),
  };
}

/** One trace in the form of a comparison with nothing. */
export function singleTrace(program: Trace): ComparedTrace {
  const rows = program.steps.map((step) => ({ program: step, parent: null, edited: false }));
  return { rows, divergence: null, program: outlineOf(program), parent: null };
}

/**
 * Whether the edit changed the program's state or path in this test; null where the traces end before that can be said.
 * A difference in names that only one of the two has (a renamed or extracted variable) is none.
 */
export function isInfected(program: Trace, parent: Trace, edit: TracedEdit): boolean | null {
  if (compareTraces(program, parent, edit).divergence !== null) return true;
  return program.end === "cut" || parent.end === "cut" ? null : false;
}

function outlineOf({ end, results, error }: Trace): ComparedTrace["program"] {
  return { end, results, error };
}

type Sides = { program: Trace; parent: Trace };
type Found = Divergence & { at: number };

function firstDivergence(rows: readonly TraceRow[], pathRow: number | null, sides: Sides): Divergence | null {
  const found: Found[] = [];
  const last = pathRow ?? rows.length;
  // A path that leads on where the other trace was cut says nothing.
  const path = pathRow === null ? undefined : rows[pathRow];
  const open =
    (path?.program === null && sides.program.end === "cut") ||
    (path?.parent === null && sides.parent.end === "cut");
  // A difference in a row shows when its step is over, and then comes before where the next step leads.
  if (pathRow !== null && !open) found.push({ row: pathRow, kind: "path", names: [], at: pathRow + 0.5 });
  const compare = rowComparer(rows, sides);
  for (let from = 0; from < last; ) {
    let to = from + 1;
    if (rows[from]?.edited) while (to < last && rows[to]?.edited) to += 1;
    const difference = compare(from, to);
    if (difference !== null) found.push(difference);
    from = to;
  }
  const [first] = found.sort((a, b) => a.at - b.at || b.row - a.row);
  return first === undefined ? null : { row: first.row, kind: first.kind, names: first.names };
}

/** Compares what rows `from` to `to` did: one row of a common line, or a stretch of edited ones. */
function rowComparer(rows: readonly TraceRow[], { program, parent }: Sides) {
  const names = { program: namesOf(program), parent: namesOf(parent) };
  const rowOf = { program: rowsOf(rows, "program"), parent: rowsOf(rows, "parent") };
  /** Values before the rows in question, the same on both sides; one map a call depth. */
  const before = new Map<number, Map<string, string>>();
  // A step is over just after the last step that had begun by then.
  const endOf = (row: TraceRow, side: "program" | "parent") => {
    const step = row[side];
    if (step === null) return 0;
    return (rowOf[side][(step.endedAt ?? rowOf[side].length) - 1] ?? rows.length) + 1;
  };

  return (from: number, to: number): Found | null => {
    const stretch = rows.slice(from, to);
    const mine = stepsOf(stretch, "program");
    const theirs = stepsOf(stretch, "parent");
    const at = Math.max(...stretch.flatMap((row) => [endOf(row, "program"), endOf(row, "parent")]));
    if (isOpen(mine, program) || isOpen(theirs, parent)) return null;
    const own = valuesOf(mine);
    const other = valuesOf(theirs);
    const different = [...new Set([...own.keys(), ...other.keys()])].filter((key) => {
      const name = key.slice(key.indexOf(" ") + 1);
      if (!names.program.has(name) || !names.parent.has(name)) return false;
      const known = before.get(Number.parseInt(key, 10))?.get(name);
      return (own.get(key) ?? known) !== (other.get(key) ?? known);
    });
    for (const step of theirs) remember(before, step);
    if (different.length > 0) {
      const changed = different.map((key) => key.slice(key.indexOf(" ") + 1));
      const row = stretch.findLastIndex((each) =>
        [each.program, each.parent].some((step) => step?.changed.some(({ name }) => changed.includes(name))),
      );
      return { row: from + Math.max(0, row), kind: "value", names: changed, at };
    }
    const [ending, otherEnding] = [endingOf(mine), endingOf(theirs)];
    if (mine.length > 0 && theirs.length > 0 && ending !== otherEnding)
      return { row: to - 1, kind: "ending", names: [], at };
    return null;
  };
}

function stepsOf(rows: readonly TraceRow[], side: "program" | "parent"): TraceStep[] {
  return rows.flatMap((row) => row[side] ?? []);
}

/** A step that was still running when the trace was cut: what it did is not known. */
function isOpen(steps: readonly TraceStep[], trace: Trace): boolean {
  return trace.end === "cut" && steps.some(({ endedAt }) => endedAt === null);
}

/** What the last of some steps came to; a step that the program never got over is an end of its own. */
function endingOf(steps: readonly TraceStep[]): string {
  const last = steps.at(-1);
  if (last === undefined) return "";
  if (last.endedAt === null) return "never over";
  return last.ending === null ? "" : `${last.ending.how} ${last.ending.text}`;
}

/** The last value of each changed variable, by call depth and name. */
function valuesOf(steps: readonly TraceStep[]): Map<string, string> {
  return new Map(
    steps.flatMap(({ depth, changed }) =>
      changed.map(({ name, value }) => [`${depth} ${name}`, value] as const),
    ),
  );
}

function remember(before: Map<number, Map<string, string>>, { kind, depth, changed }: TraceStep): void {
  const known = kind === "call" ? undefined : before.get(depth);
  const values = known ?? new Map<string, string>();
  before.set(depth, values);
  for (const { name, value } of changed) values.set(name, value);
}

function namesOf({ steps }: Trace): Set<string> {
  return new Set(steps.flatMap(({ changed }) => changed.map(({ name }) => name)));
}

/** The row of each step of one side. */
function rowsOf(rows: readonly TraceRow[], side: "program" | "parent"): number[] {
  return rows.flatMap((row, index) => (row[side] === null ? [] : [index]));
}
