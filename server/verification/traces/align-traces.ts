import type { LineMap } from "#server/core/line-map";
import type { Trace, TraceRow, TraceStep } from "./schema";

/** How far ahead a common point is looked for after the two went different ways. */
const resyncWindow = 80;

export type AlignedTraces = {
  rows: TraceRow[];
  /** The first row in which the two do not stand on the same line though the edit changed neither; null for none. */
  pathRow: number | null;
};

/**
 * Lays two traces side by side. Steps on lines that both programs have stand in one row where they are the same line of
 * the same call depth; steps on edited lines stand beside each other in the order they came. Once the two have gone
 * different ways, the next common point within a window is looked for; where there is none, the rest stands side by side
 * as it is.
 */
export function alignTraces(program: Trace, parent: Trace, map: LineMap): AlignedTraces {
  const mine = program.steps;
  const theirs = parent.steps;
  const rows: TraceRow[] = [];
  let pathRow: number | null = null;
  let i = 0;
  let j = 0;
  const isEdited = (step: TraceStep) => map.toParent(step.line) === null;
  const wasEdited = (step: TraceStep) => map.toChild(step.line) === null;
  const same = (step: TraceStep | undefined, other: TraceStep | undefined) =>
    step !== undefined &&
    other !== undefined &&
    step.kind === other.kind &&
    step.depth === other.depth &&
    map.toParent(step.line) === other.line;
  const put = (count: number, otherCount: number, edited: boolean) => {
    for (let at = 0; at < Math.max(count, otherCount); at += 1) {
      const own = at < count ? mine[i + at] : undefined;
      const other = at < otherCount ? theirs[j + at] : undefined;
      rows.push({ program: own ?? null, parent: other ?? null, edited });
    }
    i += count;
    j += otherCount;
  };

  while (i < mine.length || j < theirs.length) {
    put(countWhile(mine, i, isEdited), countWhile(theirs, j, wasEdited), true);
    if (i >= mine.length && j >= theirs.length) break;
    if (same(mine[i], theirs[j])) {
      put(1, 1, false);
      continue;
    }
    pathRow ??= rows.length;
    const [ahead, otherAhead] = nextCommon((a, b) => same(mine[i + a], theirs[j + b])) ?? [
      mine.length - i,
      theirs.length - j,
    ];
    put(ahead, otherAhead, false);
  }
  return { rows, pathRow };
}

function countWhile(steps: readonly TraceStep[], from: number, test: (step: TraceStep) => boolean): number {
  let at = from;
  for (let step = steps[at]; step !== undefined && test(step); step = steps[at]) at += 1;
  return at - from;
}

/** The nearest pair of offsets that fits, by how much is passed over in all. */
function nextCommon(fits: (a: number, b: number) => boolean): [number, number] | null {
  for (let skipped = 1; skipped <= resyncWindow; skipped += 1) {
    for (let a = 0; a <= skipped; a += 1) if (fits(a, skipped - a)) return [a, skipped - a];
  }
  return null;
}
