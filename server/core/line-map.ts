import { endOfProgram } from "./lines";

/** Half-open, 1-based line ranges `[parentFrom, parentTo) -> [from, to)`; the wire form is `hunkSchema` of mutation. */
export type LineHunk = { parentFrom: number; parentTo: number; from: number; to: number };

/**
 * Which line of a program is which line of its parent. Both directions are partial and inverse to each other; lines
 * are 1-based and include each program's end-of-program step.
 */
export type LineMap = {
  parentLineCount: number;
  lineCount: number;
  /** The parent's line, or null for a line that the edit made or changed. */
  toParent: (line: number) => number | null;
  /** The program's line, or null for a parent line that the edit removed or changed. */
  toChild: (parentLine: number) => number | null;
};

/**
 * The line map that follows from an edit's hunks (ascending, not overlapping).
 *
 * End of program says "nothing is missing here", so it maps to the parent's only if the lines before it are the
 * parent's too: a hunk that reaches the end (the last line deleted, changed, or lines appended) cuts the two apart.
 */
export function lineMap(hunks: readonly LineHunk[], parentLineCount: number): LineMap {
  const grown = hunks.reduce(
    (sum, hunk) => sum + (hunk.to - hunk.from) - (hunk.parentTo - hunk.parentFrom),
    0,
  );
  const lineCount = parentLineCount + grown;
  const touchesEnd = hunks.some((hunk) => hunk.parentTo > parentLineCount);
  const translate = (line: number, side: "parent" | "child"): number | null => {
    const last = side === "parent" ? parentLineCount : lineCount;
    const end = endOfProgram(last);
    if (line < 1 || line > end || !Number.isInteger(line)) return null;
    if (line === end && touchesEnd) return null;
    let shift = 0;
    for (const hunk of hunks) {
      const [from, to] = side === "parent" ? [hunk.parentFrom, hunk.parentTo] : [hunk.from, hunk.to];
      if (line < from) break;
      if (line < to) return null;
      shift = side === "parent" ? hunk.to - hunk.parentTo : hunk.parentTo - hunk.to;
    }
    return line + shift;
  };
  return {
    parentLineCount,
    lineCount,
    toParent: (line) => translate(line, "child"),
    toChild: (line) => translate(line, "parent"),
  };
}
