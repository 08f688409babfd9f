"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { JobProgress } from "../jobs/job-row";
import { isActive } from "../jobs/job-words";
import { useJobs } from "../jobs/use-jobs";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { formatCount, formatShare, plural } from "../ui/format";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { reliability, sum, totalsOf } from "./figures";
import type { Model } from "./model-card";
import { ReliabilityDiagram } from "./reliability-diagram";
import { ThresholdChooser } from "./threshold-chooser";

const recent = 20;

/** How a model's scores meet the labels of a dataset; where it has not scored all of it, the offer to do so. */
export function ModelFigures({ model, datasetId }: { model: Model; datasetId: number }) {
  const trpc = useTRPC();
  const [inSample, setInSample] = useState(false);
  const checkboxId = useId();
  const figures = useQuery(
    trpc.models.figures.queryOptions(
      { modelId: model.id, datasetId },
      { staleTime: 10_000, trpc: { context: { skipBatch: true } } },
    ),
  );
  if (figures.isError) return <p role="alert">{shownError(figures.error).message}</p>;
  if (figures.data === undefined) return <Skeleton className="h-40" />;
  const { programs, rows } = figures.data;
  const totals = totalsOf(rows, { inSample });
  const hidden = rows.filter((row) => row.inSample).reduce((all, row) => all + row.lines, 0);
  const labelled = sum(totals.correct) + sum(totals.incorrect);
  return (
    <div className="flex flex-col gap-3">
      <ScoreOffer model={model} datasetId={datasetId} programs={programs} />
      {programs.scored === 0 ? null : (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs">
            <span>
              {plural(labelled, "labelled line")} of {plural(programs.sampled, "scored program")}
              {programs.sampled < programs.scored ? `, a sample of ${formatCount(programs.scored)}` : ""}
            </span>
            {hidden > 0 ? (
              <span className="flex items-center gap-1.5">
                <Checkbox
                  id={checkboxId}
                  checked={inSample}
                  onCheckedChange={(on) => setInSample(on === true)}
                />
                <label htmlFor={checkboxId}>
                  with {plural(hidden, "in-sample line")}: of problems that it was trained on
                </label>
              </span>
            ) : null}
          </div>
          {labelled === 0 ? (
            <p className="text-muted">
              No line here has both a score and a label that the model has not seen.
            </p>
          ) : (
            <div className="grid gap-6 md:grid-cols-[18rem_minmax(0,1fr)]">
              <ReliabilityDiagram tenths={reliability(totals)} threshold={model.manifest.threshold} />
              <ThresholdChooser
                rows={rows}
                inSample={inSample}
                totals={totals}
                ownThreshold={model.manifest.threshold}
              />
            </div>
          )}
        </>
      )}
    </div>
  );
}

type ScoreOfferProps = {
  model: Model;
  datasetId: number;
  programs: { all: number; scored: number };
};

/** Nothing is scored unless asked for: says what is missing, and has it scored as a job. */
function ScoreOffer({ model, datasetId, programs }: ScoreOfferProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const working = useJobs(recent).data?.find(
    (job) => job.kind === "score" && job.datasetId === datasetId && isActive(job),
  );
  const score = useMutation(
    trpc.models.score.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() }),
      onError: (error) => toast("Nothing is scored", { tone: "loud", detail: shownError(error).message }),
    }),
  );
  const missing = programs.all - programs.scored;
  if (missing <= 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-md border border-line bg-sunken px-3 py-2">
      <span>
        It has scored {formatCount(programs.scored)} of {plural(programs.all, "program")} (
        {formatShare(programs.scored, programs.all)}).
      </span>
      {working === undefined ? (
        <Button
          size="xs"
          disabled={score.isPending}
          onClick={() => score.mutate({ modelId: model.id, datasetId })}
        >
          Score the other {formatCount(missing)}
        </Button>
      ) : (
        <span className="min-w-48 flex-1">
          <JobProgress job={working} />
        </span>
      )}
    </div>
  );
}
