"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Page } from "../shell/page";
import { usePageTitle } from "../shell/use-page-title";
import { TrainingRun } from "../training/training-run";
import { shownError } from "../trpc/app-error";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { JobRow } from "./job-row";
import { jobTitle } from "./job-words";
import { useJob } from "./use-job";

/** One job, with all that is kept of it. */
export function JobPage({ jobId }: { jobId: number }) {
  const job = useJob(jobId);
  const router = useRouter();
  usePageTitle(job.data ? jobTitle(job.data) : undefined);
  if (job.isError && !job.data) {
    const error = shownError(job.error);
    return error.code === "not-found" ? (
      <EmptyState
        className="h-page"
        title={`There is no job ${jobId}`}
        action={
          <Button asChild variant="primary">
            <Link href="/jobs">Go to the jobs</Link>
          </Button>
        }
      />
    ) : (
      <ErrorState
        className="h-page"
        title="The job could not be loaded"
        message={error.message}
        advice="A running job goes on."
        onRetry={() => void job.refetch()}
      />
    );
  }
  return (
    <Page
      title={job.data ? jobTitle(job.data) : <Skeleton className="h-6 w-56" />}
      above={
        <Link href="/jobs" className="hover:underline">
          Jobs
        </Link>
      }
    >
      {job.data ? (
        <div className="flex flex-col gap-6">
          <ul className="rounded-lg border border-line bg-surface">
            <JobRow job={job.data} alone onResumed={(id) => router.push(`/jobs/${id}`)} />
          </ul>
          {job.data.kind === "train" ? <TrainingRun job={job.data} /> : null}
        </div>
      ) : (
        <Skeleton className="h-20" />
      )}
    </Page>
  );
}
