import type { JobView } from "#server/jobs/schema";
import { formatCount, formatRate, formatSeconds } from "../ui/format";

const kinds: Record<string, string> = {
  import: "Import",
  build: "Build",
  score: "Score",
  teach: "Teach",
  rerun: "Run again",
  distinguish: "Distinguish",
  train: "Train on",
};
const units: Record<string, string> = {
  import: "rows",
  build: "problems",
  score: "programs",
  teach: "problems",
  rerun: "programs",
  distinguish: "survivors",
  train: "%",
};

export function jobTitle(job: Pick<JobView, "kind" | "datasetName">): string {
  const kind = kinds[job.kind] ?? job.kind;
  return job.datasetName ? `${kind} ${job.datasetName}` : kind;
}

/** "312 of 974 problems", "312 rows" while the total is unknown. */
export function jobProgressText(job: Pick<JobView, "kind" | "done" | "total">): string {
  const unit = units[job.kind] ?? "steps";
  // A share, of which nobody wants to read the hundred.
  if (unit === "%") return `${job.done} %`;
  return job.total === null
    ? `${formatCount(job.done)} ${unit}`
    : `${formatCount(job.done)} of ${formatCount(job.total)} ${unit}`;
}

/** "14/s · 3 min left"; empty while neither is known. */
export function jobPaceText(job: Pick<JobView, "rate" | "remainingS">): string {
  return [
    job.rate === null ? null : formatRate(job.rate),
    job.remainingS === null ? null : `${formatSeconds(job.remainingS)} left`,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

export function jobStateText(job: Pick<JobView, "state" | "cancelRequested">): string {
  if (job.cancelRequested && (job.state === "running" || job.state === "queued")) return "cancelling";
  return job.state;
}

/** Ids of the jobs that are over, ascending. */
export function endedIds(jobs: readonly Pick<JobView, "id" | "state">[]): number[] {
  return jobs
    .filter((job) => !isActive(job))
    .map(({ id }) => id)
    .sort((left, right) => left - right);
}

export function isActive(job: Pick<JobView, "state">): boolean {
  return job.state === "queued" || job.state === "running";
}
