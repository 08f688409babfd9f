import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { isActive } from "../../jobs/job-words";
import { useJob } from "../../jobs/use-job";
import { shownError } from "../../trpc/app-error";
import { useTRPC } from "../../trpc/client";
import { toast } from "../../ui/toast";

/** Reads anew what was found for a program, and which jobs there are. */
export function useRefresh(programId: number): () => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: trpc.distinguish.get.queryKey({ programId }) });
    void queries.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
  };
}

type Searching = { programId: number; datasetId: number; jobId: number | null };
/** What to search with, or the job that does already. */
type Start = { seed?: number; budget?: number } | { jobId: number };

/** The job that searches a program: begun here, or by somebody else; what it found is read when it ends. */
export function useSearch({ programId, datasetId, jobId }: Searching) {
  const trpc = useTRPC();
  const refresh = useRefresh(programId);
  const [begun, setBegun] = useState<number | null>(null);
  const mutation = useMutation(
    trpc.distinguish.start.mutationOptions({
      onSuccess: (started) => setBegun(started.jobId),
      onError: (error) =>
        void toast("The search did not start", { tone: "loud", detail: shownError(error).message }),
    }),
  );
  const job = useJob(begun ?? jobId).data;
  const wasActive = useRef(false);
  const active = job !== undefined && isActive(job);
  useEffect(() => {
    if (wasActive.current && !active) refresh();
    wasActive.current = active;
  });
  const start = (given: Start) => {
    if ("jobId" in given) setBegun(given.jobId);
    else mutation.mutate({ datasetId, programId, ...given });
  };
  return { job, isStarting: mutation.isPending, start };
}
