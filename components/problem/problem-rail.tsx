"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ProblemRow } from "#server/datasets/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { cn } from "../ui/cn";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { SuspicionMark } from "../ui/suspicion-mark";
import { problemHref } from "./problem-location";
import { PlaceLines } from "./problem-skeleton";

const rowPx = 40;
/** Pages that are fetched on their own to find the current problem in the list; further on one scrolls. */
const searchPages = 5;

type ProblemRailProps = {
  datasetId: number;
  problemId: number;
  onOpen: (problemId: number) => void;
};

/** The dataset's problems beside the one that is open. */
export function ProblemRail({ datasetId, problemId, onOpen }: ProblemRailProps) {
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const list = useInfiniteQuery(
    trpc.datasets.problems.infiniteQueryOptions(
      { datasetId, search, limit: 200 },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
    ),
  );
  const rows: readonly ProblemRow[] = useMemo(
    () => list.data?.pages.flatMap((page) => page.items) ?? [],
    [list.data],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  const at = rows.findIndex((row) => row.id === problemId);
  const pages = list.data?.pages.length ?? 0;
  const { hasNextPage, isFetching, fetchNextPage } = list;

  useEffect(() => {
    if (at < 0 && search === "" && hasNextPage && !isFetching && pages < searchPages) void fetchNextPage();
  }, [at, search, hasNextPage, isFetching, pages, fetchNextPage]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 20 && rows.length > 0 && hasNextPage && !isFetching) void fetchNextPage();
  }, [lastShown, rows.length, hasNextPage, isFetching, fetchNextPage]);

  return (
    <nav aria-label="Problems" className="flex h-full flex-col bg-surface">
      <div className="shrink-0 border-line border-b p-2">
        <Input
          type="search"
          value={search}
          aria-label="Search problems"
          placeholder="Search problems"
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        {list.isPending ? (
          <div className="p-3">
            <PlaceLines count={14} />
          </div>
        ) : list.isError && rows.length === 0 ? (
          <ErrorState
            title="The problems could not be loaded"
            message={shownError(list.error).message}
            onRetry={() => void list.refetch()}
          />
        ) : rows.length === 0 ? (
          <p className="p-4 text-center text-muted">No problem matches “{search}”.</p>
        ) : (
          <ul className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return row === undefined ? null : (
                <li key={row.id} className="absolute inset-x-0" style={{ top: item.start, height: rowPx }}>
                  <RailRow row={row} datasetId={datasetId} current={row.id === problemId} onOpen={onOpen} />
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </nav>
  );
}

type RailRowProps = { row: ProblemRow; datasetId: number; current: boolean; onOpen: (id: number) => void };

function RailRow({ row, datasetId, current, onOpen }: RailRowProps) {
  const suspicions = Object.values(row.reasons).reduce((sum, count) => sum + count, 0);
  return (
    <a
      href={problemHref({ datasetId, problemId: row.id })}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-full flex-col justify-center px-3 -outline-offset-2",
        current ? "bg-selected" : "hover:bg-hover",
      )}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        onOpen(row.id);
      }}
    >
      <span className="truncate">{row.title}</span>
      <span className="flex items-center gap-2 text-faint text-xs">
        <span className="truncate">{row.key}</span>
        {suspicions > 0 ? (
          <span
            className="tabular ml-auto flex shrink-0 items-center gap-1"
            title={`${suspicions} suspicions`}
          >
            <SuspicionMark /> {suspicions}
            <span className="sr-only">suspicions</span>
          </span>
        ) : null}
      </span>
    </a>
  );
}
