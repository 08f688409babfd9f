"use client";

import { useCallback, useEffect, useRef } from "react";
import type { DatasetSummary } from "#server/datasets/schema";
import { useShortcuts } from "../shell/shortcuts";
import { shownError } from "../trpc/app-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { FacetRail, totalText, useFacets } from "./facet-rail";
import { ProblemRowsSkeleton } from "./problem-rows-skeleton";
import { ProblemsHead } from "./problems-head";
import { ProblemsTable } from "./problems-table";
import { SearchField } from "./search-field";
import { useProblemFilters } from "./use-problem-filters";
import { useProblemPages } from "./use-problem-pages";

/** Search, facets and the table of problems. */
export function ProblemsPane({
  datasetId,
  dataset,
}: {
  datasetId: number;
  dataset: DatasetSummary | undefined;
}) {
  const filters = useProblemFilters(datasetId);
  const pages = useProblemPages(filters);
  const facets = useFacets(filters);
  const searchRef = useRef<HTMLInputElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const focusRows = useCallback(() => gridRef.current?.focus({ preventScroll: true }), []);
  const { setSearch } = filters;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setter is made anew on every render but always writes the same parameter
  const search = useCallback((value: string) => setSearch(value), []);

  const ready = pages.data !== undefined;
  useEffect(() => {
    // The rows take the keys at once, unless somebody has already gone somewhere else.
    if (ready && (document.activeElement === null || document.activeElement === document.body)) focusRows();
  }, [ready, focusRows]);

  useShortcuts([
    { keys: "/", label: "Search problems", group: "Problems", run: () => searchRef.current?.focus() },
    {
      keys: ["arrowdown", "arrowup"],
      label: "Next or previous problem",
      group: "Problems",
      run: focusRows,
      passive: true,
    },
    { keys: "enter", label: "Open the problem", group: "Problems", run: focusRows, passive: true },
    { label: "Sort by key", group: "Problems", run: () => filters.setSort("key") },
    { label: "Sort by suspicion", group: "Problems", run: () => filters.setSort("suspicion") },
    { label: "Sort by test strength", group: "Problems", run: () => filters.setSort("strength") },
    { label: "Clear filters", group: "Problems", run: filters.clear },
  ]);

  return (
    <div className="flex min-h-0 flex-1">
      <aside aria-label="Filters" className="w-56 shrink-0 overflow-y-auto border-line border-r">
        <FacetRail filters={filters} facets={facets} />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col bg-surface">
        <div className="flex h-11 shrink-0 items-center gap-3 border-line border-b px-4">
          <SearchField
            value={filters.filter.search}
            onSearch={search}
            onLeave={focusRows}
            inputRef={searchRef}
          />
          <span className="tabular text-muted" aria-live="polite">
            {totalText(facets)}
          </span>
          {filters.narrowed ? (
            <Button variant="ghost" size="xs" onClick={filters.clear}>
              Clear filters
            </Button>
          ) : null}
        </div>
        {ready ? (
          pages.rows.length > 0 ? (
            <ProblemsTable filters={filters} pages={pages} gridRef={gridRef} />
          ) : filters.narrowed ? (
            <EmptyState
              title="No problem matches"
              className="flex-1"
              action={<Button onClick={filters.clear}>Clear filters</Button>}
            >
              The filters together leave nothing over.
            </EmptyState>
          ) : (
            <EmptyState title="No problems" className="flex-1">
              {dataset ? `${dataset.name} is empty: its import brought in nothing.` : null}
            </EmptyState>
          )
        ) : pages.isError ? (
          <ErrorState
            className="flex-1"
            title="The problems could not be loaded"
            message={shownError(pages.error).message}
            onRetry={() => void pages.refetch()}
          />
        ) : (
          <>
            <ProblemsHead filters={filters} />
            <ProblemRowsSkeleton />
          </>
        )}
      </div>
    </div>
  );
}
