// biome-ignore-all lint/a11y/useSemanticElements: the rows are placed by a virtual list, which a <table> does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
"use client";

import { ArrowDown } from "lucide-react";
import { cn } from "../ui/cn";
import { problemColumns } from "./problem-row";
import type { ProblemFilters } from "./use-problem-filters";

export function ProblemsHead({ filters }: { filters: ProblemFilters }) {
  const { sort, setSort } = filters;
  return (
    <div
      role="row"
      className={cn(
        problemColumns,
        "sticky top-0 z-10 h-8 min-w-[68rem] border-line border-b bg-surface text-faint text-xs",
      )}
    >
      <SortHead name="Key" ascending on={sort === "key"} onSort={() => setSort("key")} />
      <Head>Title</Head>
      <Head>Split</Head>
      <Head numeric>Lines</Head>
      <Head numeric>Tests</Head>
      <Head numeric>Mutants</Head>
      <Head>How they end</Head>
      <SortHead
        name="Strength"
        title="Share of the mutants meant to break that fail a test; weakest first"
        ascending
        on={sort === "strength"}
        onSort={() => setSort("strength")}
      />
      <SortHead name="Suspicion" on={sort === "suspicion"} onSort={() => setSort("suspicion")} />
      <Head numeric>Overrides</Head>
    </div>
  );
}

function Head({ numeric, children }: { numeric?: boolean; children: React.ReactNode }) {
  return (
    <div role="columnheader" className={numeric ? "text-right" : undefined}>
      {children}
    </div>
  );
}

type SortHeadProps = { name: string; title?: string; ascending?: boolean; on: boolean; onSort: () => void };

function SortHead({ name, title, ascending = false, on, onSort }: SortHeadProps) {
  return (
    <div role="columnheader" aria-sort={on ? (ascending ? "ascending" : "descending") : "none"}>
      <button
        type="button"
        title={title}
        onClick={onSort}
        className={cn("inline-flex items-center gap-1 hover:text-ink", on && "text-ink")}
      >
        {name}
        <ArrowDown
          aria-hidden="true"
          className={cn("size-3", ascending && "rotate-180", on ? "opacity-100" : "opacity-0")}
        />
      </button>
    </div>
  );
}
