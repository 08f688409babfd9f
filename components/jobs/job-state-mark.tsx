import { Ban, Check, CircleAlert, Clock, LoaderCircle } from "lucide-react";
import type { JobView } from "#server/jobs/schema";
import { cn } from "../ui/cn";
import { jobStateText } from "./job-words";

const icons = {
  queued: Clock,
  running: LoaderCircle,
  succeeded: Check,
  failed: CircleAlert,
  cancelled: Ban,
} as const;

type JobStateMarkProps = { job: Pick<JobView, "state" | "cancelRequested">; className?: string };

/** State as icon and word: a job's colour would be taken for a label's. */
export function JobStateMark({ job, className }: JobStateMarkProps) {
  const Icon = icons[job.state];
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1.5 text-muted text-xs", className)}>
      <Icon className={job.state === "running" ? "size-3.5 animate-spin" : "size-3.5"} aria-hidden="true" />
      {jobStateText(job)}
    </span>
  );
}
