import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../trpc/client";

const busyMs = 2_000;
const idleMs = 15_000;

/**
 * What works on this machine, and how many jobs are under way. It asks the worker, which may be slow or gone, and so
 * travels by itself.
 */
export function useSystemStatus() {
  const trpc = useTRPC();
  return useQuery(
    trpc.system.status.queryOptions(undefined, {
      trpc: { context: { skipBatch: true } },
      refetchInterval: (query) => {
        const jobs = query.state.data?.jobs;
        return jobs && jobs.queued + jobs.running > 0 ? busyMs : idleMs;
      },
    }),
  );
}
