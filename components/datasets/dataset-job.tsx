"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { JobActions } from "../jobs/job-actions";
import { JobProgress } from "../jobs/job-row";
import { isActive, jobTitle } from "../jobs/job-words";
import { useEndedJobs } from "../jobs/use-ended-jobs";
import { useJobs } from "../jobs/use-jobs";
import { useTRPC } from "../trpc/client";

const recent = 20;
const refreshEveryMs = 2_500;

/** The job that works on this dataset, if any; while it does, the rows under it are refreshed as they change. */
export function DatasetJob({ datasetId }: { datasetId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const jobs = useJobs(recent);
  const own = jobs.data?.filter((candidate) => candidate.datasetId === datasetId);
  const job = own?.find(isActive);
  const refreshedAt = useRef(0);
  const done = job?.done ?? -1;
  const refresh = useCallback(() => {
    refreshedAt.current = Date.now();
    void queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() });
  }, [queryClient, trpc]);
  useEffect(() => {
    if (done >= 0 && Date.now() - refreshedAt.current > refreshEveryMs) refresh();
  }, [done, refresh]);
  useEndedJobs(own, refresh);
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
