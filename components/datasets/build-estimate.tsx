"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { MutateOptions } from "#server/mutation/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { cn } from "../ui/cn";
import { useSettled } from "../ui/use-settled";
import { estimateBasis, estimateText } from "./estimate-words";

const restMs = 300;

/** How many mutants the chosen options make and how long that takes, with what says so. */
export function BuildEstimate({ datasetId, options }: { datasetId: number; options: MutateOptions | null }) {
  const trpc = useTRPC();
  const settled = useSettled(options, restMs);
  const estimate = useQuery(
    trpc.datasets.estimateBuild.queryOptions(
      { datasetId, options: settled ?? {} },
      {
        enabled: settled !== null,
        placeholderData: keepPreviousData,
        staleTime: 60_000,
        retry: false,
        // It is made by the worker, which nothing else of the page has to wait for.
        trpc: { context: { skipBatch: true } },
      },
    ),
  );
  const old = estimate.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(options);
  return (
    <div className="min-h-10 min-w-0 flex-1" aria-live="polite" aria-busy={old}>
      {options === null ? null : estimate.data ? (
        <div className={cn("transition-opacity", old && "opacity-50")}>
          <p className="tabular">{estimateText(estimate.data)}</p>
          <p className="tabular text-faint text-xs">{estimateBasis(estimate.data)}</p>
        </div>
      ) : estimate.isError ? (
        <p className="text-muted">Not estimated: {shownError(estimate.error).message}</p>
      ) : (
        <p className="text-muted">Estimating…</p>
      )}
    </div>
  );
}
