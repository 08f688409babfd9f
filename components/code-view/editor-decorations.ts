import type { Hunk } from "#server/mutation/schema";
import { type ChangedSpans, changedSpans, type Span } from "./changed-spans";
import type { GutterLine } from "./gutter-line";
import type { ProgramRow } from "./program-rows";

/** A decoration of the editor's text, free of the editor's types. Lines and columns are 1-based, `toColumn` exclusive. */
export type TextDecoration = {
  line: number;
  /** Null: the whole line. */
  columns: { from: number; to: number } | null;
  className: string | null;
  inlineClassName: string | null;
  hover: readonly string[];
};

export type HunkSpans = { hunk: Hunk; spans: ChangedSpans };

/** The changed spans of every hunk, both sides. */
export function hunkSpans(
  parentLines: readonly string[],
  lines: readonly string[],
  hunks: readonly Hunk[],
): HunkSpans[] {
  return hunks.map((hunk) => ({
    hunk,
    spans: changedSpans(
      parentLines.slice(hunk.parentFrom - 1, hunk.parentTo - 1),
      lines.slice(hunk.from - 1, hunk.to - 1),
    ),
  }));
}

const wholeLine = (
  line: number,
  className: string | null,
  hover: readonly string[] = [],
): TextDecoration => ({
  line,
  columns: null,
  className,
  inlineClassName: null,
  hover,
});

const inline = (line: number, span: Span, inlineClassName: string): TextDecoration => ({
  line,
  columns: { from: span.from + 1, to: span.to + 1 },
  className: null,
  inlineClassName,
  hover: [],
});

/**
 * Decorations of the editor's text: removed rows shaded with their changed spans, tainted lines greyed, and on every
 * line what a hover says of it.
 */
export function editorDecorations(input: {
  rows: readonly ProgramRow[];
  lines: readonly string[];
  gutter: ReadonlyMap<number, GutterLine>;
  spans: readonly HunkSpans[];
}): TextDecoration[] {
  const out: TextDecoration[] = [];
  for (const row of input.rows) {
    if (row.kind === "removed") {
      out.push(wholeLine(row.parentLine, "lw-removed", ["The original, which the edit replaces."]));
      const hunk = input.spans[row.hunk];
      const spans = hunk?.spans.before[row.parentLine - hunk.hunk.parentFrom] ?? [];
      for (const span of spans) out.push(inline(row.parentLine, span, "lw-removed-span"));
    } else if (row.kind === "same") {
      const line = input.gutter.get(row.line);
      if (line === undefined) continue;
      out.push(wholeLine(row.parentLine, null, line.facts));
      const length = input.lines[row.parentLine - 1]?.length ?? 0;
      if (line.tainted) out.push(inline(row.parentLine, { from: 0, to: length }, "lw-tainted"));
    }
  }
  return out;
}
