"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { JobView } from "#server/jobs/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { isActive, jobTitle } from "./job-words";

type JobActionsProps = {
  job: JobView;
  /** Resuming makes a new job that goes on where this one was. */
  onResumed?: (jobId: number) => void;
};

/** Cancel what runs, resume what was cancelled or failed. */
export function JobActions({ job, onResumed }: JobActionsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
  const onError = (error: unknown) => {
    toast(`${jobTitle(job)}: nothing was changed`, { tone: "loud", detail: shownError(error).message });
    refresh();
  };
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions({ onSuccess: refresh, onError }));
  const resume = useMutation(
    trpc.jobs.resume.mutationOptions({
      onSuccess: ({ jobId }) => {
        refresh();
        onResumed?.(jobId);
      },
      onError,
    }),
  );
  if (isActive(job)) {
    return (
      <Button
        size="xs"
        disabled={job.cancelRequested || cancel.isPending}
        aria-label={`Cancel ${jobTitle(job)}`}
        onClick={() => cancel.mutate({ id: job.id })}
      >
        Cancel
      </Button>
    );
  }
  if (job.state === "failed" || job.state === "cancelled") {
    return (
      <Button
        size="xs"
        disabled={resume.isPending}
        aria-label={`Resume ${jobTitle(job)}`}
        onClick={() => resume.mutate({ id: job.id })}
      >
        Resume
      </Button>
    );
  }
  return null;
}
