"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { JobView } from "#server/jobs/schema";
import { shownError } from "../trpc/app-error";
import { useTRPC } from "../trpc/client";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { isActive, jobTitle } from "./job-words";

/** Cancel what runs, resume what was cancelled or failed. */
export function JobActions({ job }: { job: JobView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const settle = {
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() }),
    onError: (error: unknown) =>
      void toast(`${jobTitle(job)}: nothing was changed`, {
        tone: "loud",
        detail: shownError(error).message,
      }),
  };
  const cancel = useMutation(trpc.jobs.cancel.mutationOptions(settle));
  const resume = useMutation(trpc.jobs.resume.mutationOptions(settle));
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
