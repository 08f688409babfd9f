import { Ban, Check, CircleAlert, Clock, LoaderCircle } from "lucide-react";
import type { JobView } from "#server/jobs/schema";
import { jobStateText } from "./job-words";

const icons = {
  queued: Clock,
  running: LoaderCircle,
  succeeded: Check,
  failed: CircleAlert,
  cancelled: Ban,
} as const;

/** State as icon and word: a job's colour would be taken for a label's. */
export function JobStateMark({ job }: { job: Pick<JobView, "state" | "cancelRequested"> }) {
  const Icon = icons[job.state];
  return (
    <span className="inline-flex w-24 shrink-0 items-center gap-1.5 self-center text-muted text-xs">
      <Icon className={job.state === "running" ? "size-3.5 animate-spin" : "size-3.5"} aria-hidden="true" />
      {jobStateText(job)}
    </span>
  );
}
