// biome-ignore-all lint/a11y/useSemanticElements: the cells are placed by a virtual list, which a <table> does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of its cells
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useId, useRef } from "react";
import { isCaught, type KillCell, type KillMatrix, type KillRow } from "#server/datasets/schema";
import { cn } from "../ui/cn";
import { catches, cellWords } from "./kill-words";

const rowPx = 24;
const columnPx = 30;
const namePx = 240;
const headPx = 40;

/** `row` -1 is the heading: the test itself. */
export type KillPlace = { row: number; column: number };

type KillGridProps = {
  tests: KillMatrix["tests"];
  /** Positions of the tests in the order they are shown. */
  columns: readonly number[];
  rows: readonly KillRow[];
  active: KillPlace;
  onActive: (place: KillPlace) => void;
  onOpen: (mutant: number) => void;
  /** The mutant that the editor shows. */
  shown: number | null;
};

/** The matrix: a row for each mutant, a column for each test. The grid holds the focus and moves the active cell. */
export function KillGrid({ tests, columns, rows, active, onActive, onOpen, shown }: KillGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    scrollPaddingStart: headPx,
    scrollMargin: headPx,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnPx,
    overscan: 8,
    scrollPaddingStart: namePx,
    scrollMargin: namePx,
  });
  const shownColumns = across.getVirtualItems();
  const width = namePx + across.getTotalSize();

  const go = (row: number, column: number) => {
    const place = {
      row: Math.max(-1, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    onActive(place);
    if (place.row >= 0) down.scrollToIndex(place.row);
    across.scrollToIndex(place.column);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, column } = active;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(row + 1, column),
      ArrowUp: () => go(row - 1, column),
      ArrowRight: () => go(row, column + 1),
      ArrowLeft: () => go(row, column - 1),
      PageDown: () => go(row + 15, column),
      PageUp: () => go(row - 15, column),
      Home: () => go(row, 0),
      End: () => go(row, columns.length - 1),
      Enter: () => {
        const mutant = rows[row];
        if (mutant !== undefined) onOpen(mutant.id);
      },
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  const cellId = ({ row, column }: KillPlace) => `${id}-${row}-${column}`;
  const isActive = (row: number, column: number) => active.row === row && active.column === column;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Tests and mutants"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={cellId(active)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group/kill min-h-0 flex-1 overflow-auto text-xs"
    >
      <div
        role="row"
        aria-rowindex={1}
        className="sticky top-0 z-20 bg-surface"
        style={{ width, height: headPx }}
      >
        <div
          role="columnheader"
          className="sticky left-0 z-10 flex h-full items-end border-line border-b bg-surface px-3 pb-1 text-faint"
          style={{ width: namePx }}
        >
          Mutant, and how many tests catch it
        </div>
        {shownColumns.map((item) => {
          const test = tests[columns[item.index] ?? 0];
          return test === undefined ? null : (
            <div
              key={item.key}
              id={cellId({ row: -1, column: item.index })}
              role="columnheader"
              aria-colindex={item.index + 2}
              aria-label={`test ${test.ordinal + 1}, catches ${test.kills}`}
              title={test.source}
              onClick={() => go(-1, item.index)}
              className={cn(
                "tabular absolute top-0 flex h-full cursor-pointer flex-col items-center justify-end border-line border-b pb-1 hover:bg-hover",
                isActive(-1, item.index) && activeClass,
                test.kills === 0 && "text-faint",
              )}
              style={{ left: item.start, width: columnPx }}
            >
              <span className="font-medium">{test.ordinal + 1}</span>
              <span className="text-faint">{test.kills}</span>
            </div>
          );
        })}
      </div>
      <div role="rowgroup" className="relative" style={{ width, height: down.getTotalSize() }}>
        {down.getVirtualItems().map((line) => {
          const mutant = rows[line.index];
          return mutant === undefined ? null : (
            <div
              key={mutant.id}
              role="row"
              data-kill-row={mutant.id}
              aria-rowindex={line.index + 2}
              className={cn("absolute", mutant.id === shown && "bg-selected")}
              style={{ top: line.start - headPx, height: rowPx, width }}
            >
              <div
                role="rowheader"
                onClick={() => onOpen(mutant.id)}
                className={cn(
                  "sticky left-0 z-10 flex h-full cursor-pointer items-center gap-2 border-line border-b px-3 hover:underline",
                  mutant.id === shown ? "bg-selected" : "bg-surface",
                )}
                style={{ width: namePx }}
              >
                <span className="tabular w-8 shrink-0 text-right text-faint">{mutant.line}</span>
                <span className="min-w-0 flex-1 truncate">{mutant.operator}</span>
                <span className="tabular shrink-0 text-faint">
                  {mutant.equivalent
                    ? "equivalent"
                    : mutant.verdict === "passed"
                      ? "passes all"
                      : catches(mutant)}
                </span>
              </div>
              {shownColumns.map((item) => {
                const cell = mutant.cells[columns[item.index] ?? 0] ?? "unknown";
                const number = (columns[item.index] ?? 0) + 1;
                return (
                  <div
                    key={item.key}
                    id={cellId({ row: line.index, column: item.index })}
                    role="gridcell"
                    aria-colindex={item.index + 2}
                    aria-label={`test ${number}: ${cellWords[cell].words}`}
                    data-cell={cell}
                    onClick={() => {
                      go(line.index, item.index);
                      onOpen(mutant.id);
                    }}
                    className={cn(
                      "absolute top-0 flex h-full cursor-pointer items-center justify-center border-line border-r border-b font-mono",
                      cellClass(cell),
                      isActive(line.index, item.index) && activeClass,
                    )}
                    style={{ left: item.start, width: columnPx }}
                  >
                    {cellWords[cell].glyph}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const activeClass =
  "group-focus-visible/kill:outline-2 group-focus-visible/kill:outline-focus group-focus-visible/kill:-outline-offset-2";

/** Grey only: colours belong to the labels of lines, and each cell has its sign. */
export function cellClass(cell: KillCell): string {
  if (isCaught(cell)) return "bg-inverse/80 text-inverse-ink";
  return cell === "unknown" ? "bg-sunken text-faint" : "text-faint";
}
