"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { rerunResultSchema } from "../../jobs/job-results";
import { isActive, jobProgressText } from "../../jobs/job-words";
import { rerunSentence } from "../../jobs/rerun-words";
import { useJob } from "../../jobs/use-job";
import { shownError } from "../../trpc/app-error";
import { useTRPC } from "../../trpc/client";
import { Button } from "../../ui/button";
import { Input } from "../../ui/input";
import { toast } from "../../ui/toast";

const maxTimes = 100;

type RerunControlProps = { datasetId: number; programId: number };

/** Runs the program again, a number of times: do its runs agree? */
export function RerunControl({ datasetId, programId }: RerunControlProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const field = useId();
  const [times, setTimes] = useState(5);
  const [jobId, setJobId] = useState<number | null>(null);
  const job = useJob(jobId);
  const again = useMutation(
    trpc.runs.again.mutationOptions({
      onSuccess: ({ jobId: made }) => setJobId(made),
      onError: (error) =>
        void toast("It was not run again", { tone: "loud", detail: shownError(error).message }),
    }),
  );
  const state = job.data?.state;
  const result = rerunResultSchema.safeParse(job.data?.result);
  useEffect(() => {
    if (state === undefined || state === "queued" || state === "running") return;
    for (const key of [
      trpc.runs.list.pathKey(),
      trpc.programs.pathKey(),
      trpc.problems.pathKey(),
      trpc.datasets.pathKey(),
    ]) {
      void queries.invalidateQueries({ queryKey: key });
    }
  }, [state, queries, trpc]);
  const working = again.isPending || (job.data !== undefined && isActive(job.data));
  return (
    <form
      className="flex flex-wrap items-center gap-2 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        if (!working) again.mutate({ datasetId, times, filter: { programIds: [programId] } });
      }}
    >
      <label htmlFor={field} className="text-muted">
        Times
      </label>
      <Input
        id={field}
        type="number"
        min={1}
        max={maxTimes}
        required
        className="w-16"
        value={Number.isNaN(times) ? "" : times}
        onChange={(event) => setTimes(event.target.valueAsNumber)}
      />
      <Button type="submit" size="sm" disabled={working}>
        Run again
      </Button>
      <span aria-live="polite" className="text-muted">
        {job.data === undefined
          ? null
          : isActive(job.data)
            ? `${jobProgressText(job.data)}…`
            : job.data.state === "succeeded" && result.success
              ? rerunSentence(result.data)
              : `The re-run ${job.data.state}${job.data.error === null ? "" : `: ${job.data.error}`}`}
      </span>
    </form>
  );
}
