import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../trpc/client";
import { recallList } from "./list-memory";
import { rowHeightPx } from "./problem-row";
import type { ProblemFilters } from "./use-problem-filters";

const pageSize = 100;
const keptMs = 30 * 60_000;
/** Rows that a first page may bring: a reload further down begins at its end. */
const mostRows = 3_000;

/**
 * Rows of a page, by list, for as long as the tab is not reloaded: Back must ask for the pages that are there. After a
 * reload nothing is there, and the first page reaches as far down as the list was left.
 */
const pageSizes = new Map<string, number>();

function pageSizeOf(memoryKey: string): number {
  if (typeof window === "undefined") return pageSize;
  const known = pageSizes.get(memoryKey);
  if (known !== undefined) return known;
  const left = Math.floor(recallList(memoryKey).offset / rowHeightPx / pageSize) + 1;
  const size = Math.min(mostRows, left * pageSize);
  pageSizes.set(memoryKey, size);
  return size;
}

/** The rows of the problems table, page after page by keyset. The rows of the last filter stay until new ones are there. */
export function useProblemPages(filters: ProblemFilters) {
  const trpc = useTRPC();
  const memoryKey = `${JSON.stringify(filters.filter)} ${filters.sort}`;
  const pages = useInfiniteQuery(
    trpc.datasets.problems.infiniteQueryOptions(
      { ...filters.filter, sort: filters.sort, limit: pageSizeOf(memoryKey) },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        staleTime: 15_000,
        // Back must find the rows where they were left, even after a long look at one of them.
        gcTime: keptMs,
      },
    ),
  );
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return { ...pages, rows, memoryKey };
}
