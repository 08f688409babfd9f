"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { JobView } from "#server/jobs/schema";
import { isActive } from "../jobs/job-words";
import { Panel } from "../shell/panel";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { LossCurve } from "./loss-curve";
import { StageList } from "./stage-list";
import { TrainingLog } from "./training-log";
import { TrainingMetrics } from "./training-metrics";

const followMs = 1_500;

/** What a training job does and did: stages, loss curves, log, and the figures of what came of it. */
export function TrainingRun({ job }: { job: JobView }) {
  const trpc = useTRPC();
  const active = isActive(job);
  const run = useQuery(
    trpc.training.run.queryOptions(
      { jobId: job.id },
      { staleTime: 0, refetchInterval: active ? followMs : false },
    ),
  );
  const { refetch } = run;
  const seen = useRef(job.state);
  // The last lines are written just before the job's end.
  useEffect(() => {
    if (seen.current === job.state) return;
    seen.current = job.state;
    void refetch();
  }, [job.state, refetch]);
  if (run.isError && !run.data) {
    return (
      <ErrorState
        title="The run's record could not be loaded"
        message={shownError(run.error).message}
        advice="The job itself goes on."
        onRetry={() => void run.refetch()}
      />
    );
  }
  if (run.data === undefined) {
    return (
      <div aria-busy="true" className="grid gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <Skeleton className="h-56" />
        <Skeleton className="h-56" />
      </div>
    );
  }
  if (run.data === null) {
    return (
      <EmptyState title={active ? "It waits for its turn" : "Nothing was recorded"}>
        {active
          ? "Training runs come one after the other. Stages, loss curves and log stand here once it has begun."
          : "The job ended before training began."}
      </EmptyState>
    );
  }
  const { stages, curves, log, logDropped, metrics } = run.data;
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <Panel title="Stages">
          <StageList stages={stages} active={active} />
        </Panel>
        <Panel title="Loss">
          <div className="p-3">
            <LossCurve curves={curves} />
          </div>
        </Panel>
      </div>
      {metrics.length === 0 ? null : (
        <Panel title="The new model's figures">
          <TrainingMetrics metrics={metrics} />
        </Panel>
      )}
      <Panel title="Log">
        <TrainingLog lines={log} dropped={logDropped} />
      </Panel>
    </div>
  );
}
