"use client";

import { type Ref, useState } from "react";
import { cn } from "../ui/cn";
import { labelLook } from "../ui/label-mark";
import { rowHeightPx, topPaddingPx } from "./editor-options";
import type { GutterLine } from "./gutter-line";
import { LineCard } from "./line-card";
import { lineOfRow, type ProgramRow } from "./program-rows";
import { scoreColor, scoreStep, scoreText } from "./score-ramp";

type GutterProps = {
  ref: Ref<HTMLDivElement>;
  rows: readonly ProgramRow[];
  lines: readonly string[];
  editLines: readonly string[] | null;
  gutter: ReadonlyMap<number, GutterLine>;
  current: number | null;
  columns: { labels: boolean; scores: boolean };
  name: string;
  onPick: (line: number) => void;
};

type Hovered = { line: number; top: number; left: number };

/**
 * What stands beside the lines: number, label, score, suspicion. It is a list of buttons in the page, not a drawing in
 * the editor, so that a screen reader reads line after line with its label in words.
 */
export function Gutter({ ref, rows, name, columns, onPick, ...props }: GutterProps) {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const facts = hovered === null ? undefined : props.gutter.get(hovered.line)?.facts;
  return (
    <nav
      aria-label={`Lines: ${name}`}
      className="relative shrink-0 overflow-hidden border-line border-r bg-surface"
      onMouseLeave={() => setHovered(null)}
    >
      <div ref={ref} className="lw-gutter" style={{ paddingTop: topPaddingPx }}>
        <ol>
          {rows.map((row, index) => (
            <li key={keyOf(row)} style={{ height: rowHeightPx }}>
              <GutterRow
                row={row}
                line={row.kind === "removed" ? undefined : props.gutter.get(row.line)}
                text={textOf(row, props.lines, props.editLines)}
                current={row.kind !== "removed" && row.line === props.current}
                columns={columns}
                onPick={() => onPick(lineOfRow(rows, index))}
                onHover={(box) => {
                  if (row.kind === "removed") setHovered(null);
                  else setHovered({ line: row.line, top: box.bottom, left: box.left });
                }}
              />
            </li>
          ))}
        </ol>
      </div>
      {hovered !== null && facts !== undefined && facts.length > 0 ? (
        <LineCard key={hovered.line} facts={facts} top={hovered.top} left={hovered.left} />
      ) : null}
    </nav>
  );
}

function keyOf(row: ProgramRow): string {
  return row.kind === "removed" ? `-${row.parentLine}` : `${row.line}`;
}

function textOf(row: ProgramRow, lines: readonly string[], editLines: readonly string[] | null): string {
  if (row.kind === "end") return "end of program";
  if (row.kind === "added") return editLines?.[row.line - 1] ?? "";
  return lines[row.parentLine - 1] ?? "";
}

type GutterRowProps = {
  row: ProgramRow;
  line: GutterLine | undefined;
  text: string;
  current: boolean;
  columns: { labels: boolean; scores: boolean };
  onPick: () => void;
  onHover: (box: DOMRect) => void;
};

function GutterRow({ row, line, text, current, columns, onPick, onHover }: GutterRowProps) {
  const removed = row.kind === "removed";
  const number = removed ? row.parentLine : row.line;
  const words = removed
    ? `Original line ${number}, replaced: ${text.trim()}`
    : `${row.kind === "end" ? "End of program" : `Line ${number}`}: ${[...(line?.facts ?? []), text.trim()].join("; ")}`;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={words}
      aria-current={current ? "true" : undefined}
      data-kind={row.kind}
      data-line={removed ? undefined : number}
      data-label={line?.label === undefined ? undefined : (line.label ?? "unknown")}
      className="lw-gutter-row"
      onMouseEnter={(event) => onHover(event.currentTarget.getBoundingClientRect())}
      onMouseDown={(event) => {
        // The focus stays where the keys are heard.
        event.preventDefault();
        onPick();
      }}
    >
      <span aria-hidden="true" className="lw-suspicion">
        {line?.suspicious ? (
          <svg viewBox="0 0 10 10" className="size-2 text-suspicion-mark" role="presentation">
            <path d="M5 .8 9.5 9.2H.5Z" fill="currentColor" />
          </svg>
        ) : null}
      </span>
      {columns.labels ? <LabelCell line={line} sign={signOf(row)} /> : null}
      <span
        aria-hidden="true"
        className={cn("lw-number", removed && "text-faint line-through")}
        data-executed={line?.executed ?? undefined}
      >
        {row.kind === "end" ? "" : number}
      </span>
      {columns.scores ? <ScoreCell line={line} /> : null}
      <span aria-hidden="true" className="lw-sign">
        {signOf(row)}
      </span>
    </button>
  );
}

function signOf(row: ProgramRow): string {
  return row.kind === "removed" ? "−" : row.kind === "added" ? "+" : "";
}

function LabelCell({ line, sign }: { line: GutterLine | undefined; sign: string }) {
  if (line?.label === undefined || sign === "−") return <span className="w-5" />;
  const draft = line.hasDraft === true;
  const look = labelLook(draft ? (line.draft ?? null) : line.label);
  return (
    <span className="grid w-5 place-items-center">
      <span
        aria-hidden="true"
        className={cn(
          "lw-glyph",
          look.text,
          line.overridden && !draft && "lw-ring",
          draft && "lw-ring-draft",
          line.tainted && "opacity-50",
        )}
      >
        {look.glyph}
      </span>
    </span>
  );
}

function ScoreCell({ line }: { line: GutterLine | undefined }) {
  const score = line?.score;
  if (score === null || score === undefined) return <span className="w-12" />;
  return (
    <span aria-hidden="true" className="flex h-full w-12 items-center justify-end gap-1.5">
      <span className={cn("tabular text-xs", line?.firstError ? "font-semibold text-ink" : "text-muted")}>
        {scoreText(score)}
      </span>
      <span
        className="lw-strip"
        data-step={scoreStep(score, line?.threshold)}
        style={{ background: scoreColor(score, line?.threshold) }}
      />
    </span>
  );
}
