"use client";

import Link from "next/link";
import type { JobView } from "#server/jobs/schema";
import { cn } from "../ui/cn";
import { formatAgo, formatSeconds, formatWhen } from "../ui/format";
import { Progress } from "../ui/progress";
import { JobActions } from "./job-actions";
import { JobResult } from "./job-result";
import { JobStateMark } from "./job-state-mark";
import { isActive, jobPaceText, jobProgressText, jobTitle } from "./job-words";

type JobRowProps = {
  job: JobView;
  narrow?: boolean;
  /** On the job's own page. */
  alone?: boolean;
  /** A resumed job is a new one: where to go. */
  onResumed?: (jobId: number) => void;
};

/** One job: what it does, how far it is, what came of it. The height does not depend on the state while it runs. */
export function JobRow({ job, narrow = false, alone = false, onResumed }: JobRowProps) {
  const took =
    job.startedAt && job.finishedAt ? (job.finishedAt.getTime() - job.startedAt.getTime()) / 1000 : null;
  return (
    <li
      className={cn(
        "grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 px-4 py-3",
        narrow && "gap-x-3 py-2.5",
      )}
    >
      <div className={cn("flex min-w-0 items-center gap-x-2.5", narrow && "flex-wrap")}>
        <JobStateMark job={job} className={narrow ? undefined : "w-24"} />
        {job.datasetId === null ? (
          <span className="truncate font-medium">{jobTitle(job)}</span>
        ) : (
          <Link href={`/datasets/${job.datasetId}`} className="truncate font-medium hover:underline">
            {jobTitle(job)}
          </Link>
        )}
        <span className="tabular truncate text-faint text-xs" title={formatWhen(job.createdAt)}>
          {job.finishedAt === null
            ? job.startedAt === null
              ? `queued ${formatAgo(job.createdAt)}`
              : `started ${formatAgo(job.startedAt)}`
            : `${formatAgo(job.finishedAt)}${took === null ? "" : `, took ${formatSeconds(took)}`}`}
        </span>
      </div>
      <span className="flex items-center gap-3">
        {job.kind === "train" && !alone ? (
          <Link href={`/jobs/${job.id}`} className="text-link text-xs hover:underline">
            Log and curves
          </Link>
        ) : null}
        <JobActions job={job} {...(onResumed ? { onResumed } : {})} />
      </span>
      <div className="col-span-2 min-w-0">
        {isActive(job) ? <JobProgress job={job} /> : null}
        {job.error ? <p className="break-words text-muted">{job.error}</p> : null}
        <JobResult job={job} />
      </div>
    </li>
  );
}

export function JobProgress({ job }: { job: JobView }) {
  return (
    <div className="flex flex-col gap-1">
      <Progress
        done={job.done}
        total={job.total}
        idle={job.state === "queued"}
        label={`${jobTitle(job)}: progress`}
      />
      <div className="tabular flex min-h-4 flex-wrap justify-between gap-x-4 text-muted text-xs">
        <span className="min-w-0 truncate">
          {jobProgressText(job)}
          {job.message ? <span className="text-faint"> · {job.message}</span> : null}
        </span>
        <span className="text-faint">{jobPaceText(job)}</span>
      </div>
    </div>
  );
}
