"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { JobActions } from "../jobs/job-actions";
import { JobProgress } from "../jobs/job-row";
import { isActive, jobTitle } from "../jobs/job-words";
import { useJobs } from "../jobs/use-jobs";
import { useTRPC } from "../trpc/client";

const recent = 20;
const refreshEveryMs = 2_500;

/** The job that works on this dataset, if any; while it does, the rows under it are refreshed as they change. */
export function DatasetJob({ datasetId }: { datasetId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const jobs = useJobs(recent);
  const job = jobs.data?.find((candidate) => candidate.datasetId === datasetId && isActive(candidate));
  const refreshed = useRef({ at: 0, active: false });
  const done = job?.done ?? -1;
  useEffect(() => {
    const active = done >= 0;
    const ended = refreshed.current.active && !active;
    const due = active && Date.now() - refreshed.current.at > refreshEveryMs;
    refreshed.current.active = active;
    if (!ended && !due) return;
    refreshed.current.at = Date.now();
    void queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() });
  }, [done, queryClient, trpc]);
  if (!job) return null;
  return (
    <div className="mx-4 my-1.5 flex shrink-0 items-center gap-4 rounded-lg border border-line bg-surface px-3 py-2">
      <span className="font-medium">{jobTitle({ ...job, datasetName: null })}</span>
      <div className="min-w-0 flex-1">
        <JobProgress job={job} />
      </div>
      <JobActions job={job} />
    </div>
  );
}
