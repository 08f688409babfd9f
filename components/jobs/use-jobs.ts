import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useTRPC } from "../trpc/client";
import { isActive } from "./job-words";
import { useEndedJobs } from "./use-ended-jobs";

const busyMs = 1_000;
const idleMs = 8_000;

/** The newest jobs, polled faster while one is under way. When one ends, what it changed is fetched anew. */
export function useJobs(limit: number) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const jobs = useQuery(
    trpc.jobs.list.queryOptions(
      { limit },
      {
        staleTime: 0,
        refetchInterval: (query) => (query.state.data?.some(isActive) ? busyMs : idleMs),
      },
    ),
  );
  const active = jobs.data?.filter(isActive).length ?? 0;
  const done = jobs.data?.reduce((sum, job) => sum + (isActive(job) ? job.done : 0), 0) ?? 0;
  const before = useRef({ active, done });
  const refresh = useCallback(() => {
    void queryClient.invalidateQueries({ queryKey: trpc.datasets.list.queryKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.system.status.queryKey() });
  }, [queryClient, trpc]);
  useEffect(() => {
    const moved = active !== before.current.active || done !== before.current.done;
    before.current = { active, done };
    if (moved) refresh();
  }, [active, done, refresh]);
  useEndedJobs(jobs.data, refresh);
  return jobs;
}
