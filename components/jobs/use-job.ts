import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../trpc/client";
import { isActive } from "./job-words";

const followMs = 700;

/** A job, followed until it ends. Without an id there is nothing to follow. */
export function useJob(id: number | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.jobs.get.queryOptions(
      { id: id ?? 0 },
      {
        enabled: id !== null,
        staleTime: 0,
        refetchInterval: (query) => {
          const job = query.state.data;
          return job === undefined || isActive(job) ? followMs : false;
        },
      },
    ),
  );
}
