"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import type { TeachOptions } from "#server/teacher/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { formatCount, formatUsd, plural } from "../ui/format";

type TeachEstimateProps = { datasetId: number; options: TeachOptions | null };

/** What a go would take, without budgets, and what that is read from. */
export function TeachEstimate({ datasetId, options }: TeachEstimateProps) {
  const trpc = useTRPC();
  const asked =
    options === null
      ? skipToken
      : {
          datasetId,
          options: {
            mutations: options.mutations,
            refactorings: options.refactorings,
            ...(options.problems === undefined ? {} : { problems: options.problems }),
          },
        };
  const estimate = useQuery(
    trpc.teacher.estimate.queryOptions(asked, {
      placeholderData: keepPreviousData,
      trpc: { context: { skipBatch: true } },
    }),
  );
  return (
    <p className="tabular mr-auto min-w-0 text-muted" role="status" aria-label="Estimate">
      {options === null ? "" : estimate.error ? shownError(estimate.error).message : wordsOf(estimate.data)}
    </p>
  );
}

type Estimated = {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  costUsd: number | null;
  basis: string;
};

function wordsOf(estimate: Estimated | undefined): string {
  if (estimate === undefined) return "Estimating…";
  const { calls, promptTokens, completionTokens, costUsd, basis } = estimate;
  const cost = costUsd === null ? "" : `, ${formatUsd(costUsd)}`;
  const from = basis === "earlier-calls" ? "by this model's calls so far" : "by the lengths of the texts";
  return `About ${plural(calls, "call")}, ${formatCount(promptTokens + completionTokens)} tokens${cost}, ${from}.`;
}
