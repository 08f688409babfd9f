// biome-ignore-all lint/a11y/useSemanticElements: the rows are placed by a virtual list, which a <table> does not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
"use client";

import { ArrowDown } from "lucide-react";
import { cn } from "../ui/cn";
import { problemColumns } from "./problem-row";
import type { ProblemFilters } from "./use-problem-filters";

export function ProblemsHead({ filters }: { filters: ProblemFilters }) {
  const bySuspicion = filters.sort === "suspicion";
  return (
    <div
      role="row"
      className={cn(
        problemColumns,
        "sticky top-0 z-10 h-8 min-w-[62rem] border-line border-b bg-surface text-faint text-xs",
      )}
    >
      <SortHead name="Key" on={!bySuspicion} onSort={() => filters.setSort("key")} />
      <Head>Title</Head>
      <Head>Split</Head>
      <Head numeric>Lines</Head>
      <Head numeric>Tests</Head>
      <Head numeric>Mutants</Head>
      <Head>How they end</Head>
      <SortHead name="Suspicion" on={bySuspicion} onSort={() => filters.setSort("suspicion")} />
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

function SortHead({ name, on, onSort }: { name: string; on: boolean; onSort: () => void }) {
  const direction = name === "Key" ? "ascending" : "descending";
  return (
    <div role="columnheader" aria-sort={on ? direction : "none"}>
      <button
        type="button"
        onClick={onSort}
        className={cn("inline-flex items-center gap-1 hover:text-ink", on && "text-ink")}
      >
        {name}
        <ArrowDown
          aria-hidden="true"
          className={cn("size-3", name === "Key" && "rotate-180", on ? "opacity-100" : "opacity-0")}
        />
      </button>
    </div>
  );
}
