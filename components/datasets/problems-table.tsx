// biome-ignore-all lint/a11y/useSemanticElements: the rows are placed by a virtual list, which a <table> does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of its rows
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { noFilter } from "../evidence/mutant-filter";
import { problemHref } from "../problem/problem-location";
import { cn } from "../ui/cn";
import { recallList, rememberList } from "./list-memory";
import { ProblemRow, problemRowId, rowHeightPx } from "./problem-row";
import { ProblemsHead } from "./problems-head";
import type { ProblemFilters } from "./use-problem-filters";
import type { useProblemPages } from "./use-problem-pages";

type ProblemsTableProps = {
  filters: ProblemFilters;
  pages: ReturnType<typeof useProblemPages>;
  gridRef: RefObject<HTMLDivElement | null>;
};

const fetchAhead = 40;
const headHeightPx = 32;

/** Keys are numbers in one dataset and slugs in another: the column is as wide as the longest, within reason. */
function keyWidth(rows: readonly { key: string }[]): string {
  const longest = rows.reduce((width, row) => Math.max(width, row.key.length), 4);
  return `${Math.min(longest + 1, 24) * 0.46}rem`;
}

/** The rows. The grid keeps the focus and moves a selection; scroll and selection are found again on Back. */
export function ProblemsTable({ filters, pages, gridRef }: ProblemsTableProps) {
  const router = useRouter();
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData, memoryKey } = pages;
  const [start] = useState(() => recallList(memoryKey));
  const [selectedId, setSelectedId] = useState(start.selectedId);
  const width = useMemo(() => keyWidth(rows), [rows]);
  const selectedIndex = rows.findIndex((row) => row.id === selectedId);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    // The heading row sticks to the top and takes its height from the rows.
    scrollPaddingEnd: headHeightPx,
    initialOffset: start.offset,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - fetchAhead) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, lastShown, rows.length, fetchNextPage]);

  const offset = virtual.scrollOffset ?? 0;
  useEffect(() => {
    const timer = setTimeout(() => rememberList(memoryKey, { offset, selectedId }), 120);
    return () => clearTimeout(timer);
  }, [memoryKey, offset, selectedId]);

  // Another filter is another list: it starts at its top.
  const shownKey = useRef(memoryKey);
  useEffect(() => {
    if (shownKey.current === memoryKey) return;
    shownKey.current = memoryKey;
    virtual.scrollToOffset(0);
    setSelectedId(null);
  }, [memoryKey, virtual]);

  const { datasetId, operators, verdicts } = filters.filter;
  // Who looks for one operator's mutants finds them alone in the problem as well.
  const operator = operators.length === 1 ? (operators[0] ?? null) : null;
  const verdict = operator !== null && verdicts.length === 1 ? (verdicts[0] ?? null) : null;
  const hrefOf = (problemId: number) =>
    problemHref({ datasetId, problemId, filter: { ...noFilter, operator, verdict } });
  const select = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    setSelectedId(row.id);
    virtual.scrollToIndex(rows.indexOf(row));
  };
  const pageRows = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 0) / rowHeightPx) - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => select(selectedIndex + 1),
      ArrowUp: () => select(selectedIndex - 1),
      PageDown: () => select(selectedIndex + pageRows),
      PageUp: () => select(selectedIndex - pageRows),
      Home: () => select(0),
      End: () => select(rows.length - 1),
      Enter: () => {
        const row = rows[selectedIndex];
        if (row) open(row.id);
      },
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const open = (id: number) => {
    rememberList(memoryKey, { offset: virtual.scrollOffset ?? 0, selectedId: id });
    router.push(hrefOf(id));
  };

  return (
    <div
      ref={gridRef}
      role="grid"
      aria-label="Problems"
      aria-rowcount={hasNextPage ? -1 : rows.length + 1}
      aria-busy={isPlaceholderData}
      aria-activedescendant={selectedIndex >= 0 && selectedId !== null ? problemRowId(selectedId) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        // A focus must be seen: the keyboard finds a selected row.
        if (event.target === event.currentTarget && selectedIndex < 0) setSelectedId(rows[0]?.id ?? null);
      }}
      className="group/grid relative min-h-0 flex-1 overflow-auto outline-none [overflow-anchor:none]"
      style={{ "--key-width": width }}
    >
      <ProblemsHead filters={filters} />
      <div
        role="rowgroup"
        className={cn("relative min-w-[68rem]", isPlaceholderData && "opacity-60")}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          return row ? (
            <ProblemRow
              key={row.id}
              row={row}
              index={item.index}
              href={hrefOf(row.id)}
              selected={row.id === selectedId}
              onSelect={() => open(row.id)}
              style={{ height: rowHeightPx, transform: `translateY(${item.start}px)` }}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
