import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isActive } from "../../jobs/job-words";
import { useJob } from "../../jobs/use-job";
import { useTRPC } from "../../trpc/client";

/** Follows the job that runs a problem's programs on its new tests; what follows from it is read anew when it ends. */
export function useRetest() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [jobId, setJobId] = useState<number | null>(null);
  const job = useJob(jobId).data;
  const ended = job !== undefined && !isActive(job);
  useEffect(() => {
    if (!ended) return;
    for (const key of [
      trpc.distinguish.pathKey(),
      trpc.programs.pathKey(),
      trpc.problems.pathKey(),
      trpc.datasets.pathKey(),
      trpc.runs.pathKey(),
    ]) {
      void queries.invalidateQueries({ queryKey: key });
    }
  }, [ended, queries, trpc]);
  return { job, follow: setJobId };
}
