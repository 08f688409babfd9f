import type { Hunk } from "#server/mutation/schema";

/**
 * A row of the code view. Line numbers are those of the shown program (`line`) and of the text in the editor
 * (`parentLine`). With no edit both are the same program.
 */
export type ProgramRow =
  | { kind: "same"; line: number; parentLine: number }
  /** A line of the parent that the edit takes out: shown shaded, belongs to no line of the shown program. */
  | { kind: "removed"; parentLine: number; hunk: number }
  /** A line that the edit puts in: drawn in a view zone beneath the rows it replaces. */
  | { kind: "added"; line: number; hunk: number }
  /** The step that closes the program. */
  | { kind: "end"; line: number; parentLine: number };

/** Rows from top to bottom for a parent of `parentLineCount` lines and an edit's hunks (none: the program itself). */
export function programRows(parentLineCount: number, hunks: readonly Hunk[]): ProgramRow[] {
  const rows: ProgramRow[] = [];
  let line = 1;
  let parentLine = 1;
  const same = (until: number): void => {
    for (; parentLine < until; parentLine += 1, line += 1) rows.push({ kind: "same", line, parentLine });
  };
  hunks.forEach((hunk, index) => {
    same(hunk.parentFrom);
    for (; parentLine < hunk.parentTo; parentLine += 1) {
      rows.push({ kind: "removed", parentLine, hunk: index });
    }
    for (; line < hunk.to; line += 1) rows.push({ kind: "added", line, hunk: index });
  });
  same(parentLineCount + 1);
  rows.push({ kind: "end", line, parentLine });
  return rows;
}

/** The row that shows a line of the program; -1 where the program has no such line. */
export function rowOfLine(rows: readonly ProgramRow[], line: number): number {
  return rows.findIndex((row) => row.kind !== "removed" && row.line === line);
}

/** The line of the shown program nearest to a row, for clicks on removed rows: the next line going down. */
export function lineOfRow(rows: readonly ProgramRow[], index: number): number {
  for (let at = Math.max(index, 0); at < rows.length; at += 1) {
    const row = rows[at];
    if (row && row.kind !== "removed") return row.line;
  }
  return rows.filter((row) => row.kind !== "removed").length;
}

/** View zones: the added rows of each hunk and the line of the editor's text that they stand beneath. */
export function addedZones(hunks: readonly Hunk[]): { afterLine: number; from: number; to: number }[] {
  return hunks
    .filter((hunk) => hunk.to > hunk.from)
    .map((hunk) => ({ afterLine: hunk.parentTo - 1, from: hunk.from, to: hunk.to }));
}
