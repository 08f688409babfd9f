"use client";

import Link from "next/link";
import type { JobView } from "#server/jobs/schema";
import { JobActions } from "../jobs/job-actions";
import { importResultSchema } from "../jobs/job-results";
import { JobProgress } from "../jobs/job-row";
import { JobStateMark } from "../jobs/job-state-mark";
import { isActive, jobTitle } from "../jobs/job-words";
import { RejectionTable } from "../jobs/rejection-table";
import { useJob } from "../jobs/use-job";
import { shownError } from "../trpc/app-error";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { plural } from "../ui/format";
import { Skeleton } from "../ui/skeleton";

type ImportProgressProps = { jobId: number; onJob: (jobId: number) => void; onAnother: () => void };

export function ImportProgress({ jobId, onJob, onAnother }: ImportProgressProps) {
  const job = useJob(jobId);
  if (!job.data) {
    return job.isError ? (
      <ErrorState
        title="The import could not be found"
        message={shownError(job.error).message}
        onRetry={() => void job.refetch()}
      />
    ) : (
      <Skeleton className="h-20 rounded-lg" />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <section aria-label="Import job" className="rounded-lg border border-line bg-surface px-4 py-3">
        <div className="flex min-h-6 items-center gap-2.5">
          <JobStateMark job={job.data} />
          <span className="font-medium">{jobTitle(job.data)}</span>
          <span className="ml-auto">
            <JobActions job={job.data} onResumed={onJob} />
          </span>
        </div>
        <div className="mt-2">
          <JobProgress job={job.data} />
        </div>
      </section>
      <Outcome job={job.data} onAnother={onAnother} />
    </div>
  );
}

function Outcome({ job, onAnother }: { job: JobView; onAnother: () => void }) {
  if (isActive(job)) return null;
  const another = <Button onClick={onAnother}>Import another file</Button>;
  const result = importResultSchema.safeParse(job.result);
  if (job.state !== "succeeded" || !result.success) {
    return (
      <div role="alert" className="flex flex-col items-start gap-3">
        <p>
          {job.state === "cancelled" ? "The import was cancelled. " : "The import stopped. "}
          {job.error ?? ""} What was read completely is kept; the rest can be imported again.
        </p>
        {another}
      </div>
    );
  }
  const { datasetId, problems, unchanged, rejected, rejectedMore } = result.data;
  return (
    <div className="flex flex-col gap-4">
      <p>
        {plural(problems, "problem")} imported
        {unchanged > 0 ? `, ${unchanged} were there already` : ""}
        {rejected.length > 0 ? `, ${plural(rejected.length + rejectedMore, "row")} rejected` : ""}.
      </p>
      <div className="flex gap-2">
        <Button asChild variant="primary">
          <Link href={`/datasets/${datasetId}?build=true`}>Build mutants and labels…</Link>
        </Button>
        <Button asChild>
          <Link href={`/datasets/${datasetId}`}>Open the dataset</Link>
        </Button>
        {another}
      </div>
      {rejected.length > 0 ? (
        <section aria-label="Rejected rows">
          <h2 className="font-medium">Rejected rows</h2>
          <RejectionTable rejections={rejected} more={rejectedMore} />
        </section>
      ) : null}
    </div>
  );
}
