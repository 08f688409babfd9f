"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { splits, suspicionReasons } from "#server/core/vocabulary";
import type { Facets } from "#server/datasets/schema";
import { useTRPC } from "../trpc/client";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/format";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { reasonMeaning, reasonName, SuspicionMark } from "../ui/suspicion-mark";
import { verdictName } from "../ui/verdict-words";
import { type ProblemFilters, toggled } from "./use-problem-filters";
import { mixOrder, VerdictSwatch } from "./verdict-mix";

/** The counts beside the rows. They travel by themselves: a slow count must not hold up the rows. */
export function useFacets(filters: ProblemFilters) {
  const trpc = useTRPC();
  return useQuery(
    trpc.datasets.facets.queryOptions(filters.filter, {
      placeholderData: keepPreviousData,
      staleTime: 15_000,
      trpc: { context: { skipBatch: true } },
    }),
  );
}

/** What the problems can be narrowed to, with how many there would be of each. */
export function FacetRail({
  filters,
  facets,
}: {
  filters: ProblemFilters;
  facets: ReturnType<typeof useFacets>;
}) {
  const { filter } = filters;
  const data = facets.data;
  const old = facets.isPlaceholderData;
  return (
    <div className="flex flex-col gap-4 px-3 py-3">
      {filter.operators.length > 0 ? (
        <FacetGroup title="Has a mutant made by">
          {filter.operators.map((operator) => (
            <FacetValue
              key={operator}
              name={operator}
              hint="Take this operator out of the filter"
              on
              old={old}
              onToggle={() => filters.setOperators(toggled(filter.operators, operator))}
            />
          ))}
        </FacetGroup>
      ) : null}
      <FacetGroup title="Has a mutant that ends with">
        {mixOrder.map((verdict) => {
          const count = countOf(data?.verdicts, verdict);
          const on = filter.verdicts.includes(verdict);
          return (count === 0 || count === null) && !on && isRare(verdict) ? null : (
            <FacetValue
              key={verdict}
              name={verdictName(verdict)}
              mark={<VerdictSwatch verdict={verdict} />}
              on={on}
              count={count}
              old={old}
              onToggle={() => filters.setVerdicts(toggled(filter.verdicts, verdict))}
            />
          );
        })}
      </FacetGroup>
      <FacetGroup title="Suspicion">
        {suspicionReasons.map((reason) => {
          const count = countOf(data?.reasons, reason);
          const on = filter.reasons.includes(reason);
          return (count === 0 || count === null) && !on ? null : (
            <FacetValue
              key={reason}
              name={reasonName(reason)}
              hint={reasonMeaning(reason)}
              mark={<SuspicionMark />}
              on={on}
              count={count}
              old={old}
              onToggle={() => filters.setReasons(toggled(filter.reasons, reason))}
            />
          );
        })}
        {data === undefined
          ? [0, 1, 2].map((row) => <Skeleton key={row} className="mx-1.5 my-1.5 h-3" />)
          : null}
        {data?.reasons.every(({ count }) => count === 0) ? (
          <p className="px-1.5 py-0.5 text-faint text-xs">nothing suspicious</p>
        ) : null}
      </FacetGroup>
      <FacetGroup title="Tests catch">
        <Select
          label="Share of the mutants that the tests catch"
          className="mx-1.5 h-6 px-2 text-xs"
          value={filter.strengthBelow == null ? "any" : String(Math.round(100 * filter.strengthBelow))}
          onValueChange={(value) => filters.setWeaker(value === "any" ? null : Number(value))}
          options={strengthOptions(filter.strengthBelow)}
        />
      </FacetGroup>
      <FacetGroup title="Split">
        {splits.map((split) => (
          <FacetValue
            key={split}
            name={split}
            on={filter.splits.includes(split)}
            count={countOf(data?.splits, split)}
            old={old}
            onToggle={() => filters.setSplits(toggled(filter.splits, split))}
          />
        ))}
      </FacetGroup>
    </div>
  );
}

/** Usual bounds, and whichever the address asks for. */
function strengthOptions(below: number | null | undefined) {
  const asked = below == null ? [] : [Math.round(100 * below)];
  const bounds = [...new Set([50, 80, 90, 100, ...asked])].sort((one, other) => one - other);
  return [
    { value: "any", label: "any share of the mutants" },
    ...bounds.map((bound) => ({ value: String(bound), label: `less than ${bound} %` })),
  ];
}

const rare = new Set<string>(["memory-limit", "output-limit", "crashed", "bad-result", "infra-error"]);
const isRare = (verdict: string) => rare.has(verdict);

/** Null while nothing has been counted yet. */
function countOf<T extends string>(
  values: { value: T; count: number }[] | undefined,
  value: T,
): number | null {
  if (values === undefined) return null;
  return values.find((entry) => entry.value === value)?.count ?? 0;
}

function FacetGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-1 px-1.5 text-faint text-xs">{title}</legend>
      <div className="flex flex-col">{children}</div>
    </fieldset>
  );
}

type FacetValueProps = {
  name: string;
  hint?: string;
  mark?: ReactNode;
  on: boolean;
  /** Null while it is being counted; absent where nothing is counted. */
  count?: number | null;
  /** The count belongs to the filter before; the new one is on its way. */
  old: boolean;
  onToggle: () => void;
};

function FacetValue({ name, hint, mark, on, count, old, onToggle }: FacetValueProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      title={hint}
      onClick={onToggle}
      className={cn(
        "flex h-6 items-center gap-2 rounded-sm px-1.5 text-left text-sm hover:bg-hover",
        on ? "bg-selected font-medium text-ink" : "text-muted",
      )}
    >
      {mark}
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className={cn("tabular text-faint text-xs", old && "opacity-50")}>
        {count === undefined ? null : count === null ? "…" : formatCount(count)}
      </span>
    </button>
  );
}

/** "974 problems", or that they are being counted. */
export function totalText(facets: { data: Facets | undefined; isPlaceholderData: boolean }): string {
  if (facets.data === undefined || facets.isPlaceholderData) return "counting…";
  return facets.data.total === 1 ? "1 problem" : `${formatCount(facets.data.total)} problems`;
}
