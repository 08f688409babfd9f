import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../trpc/client";
import type { ProblemFilters } from "./use-problem-filters";

const pageSize = 100;
const keptMs = 30 * 60_000;

/** The rows of the problems table, page after page by keyset. The rows of the last filter stay until new ones are there. */
export function useProblemPages(filters: ProblemFilters) {
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.datasets.problems.infiniteQueryOptions(
      { ...filters.filter, sort: filters.sort, limit: pageSize },
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
  return { ...pages, rows };
}
