import { asc, desc, inArray } from "drizzle-orm";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { isFinished, type JobRow } from "#server/jobs/index";

const everyMs = 500;
const plainEveryMs = 5_000;

/** Shows the progress of jobs in the terminal: one line that moves on a terminal, a line now and then in a log. */
export function showJobs(db: Db, output: NodeJS.WriteStream): { stop: () => void } {
  const shown = new Map<number, JobRow["state"]>();
  const live = output.isTTY === true;
  let plainAt = 0;
  let busy = false;

  const look = async () => {
    const running = await db
      .select()
      .from(jobs)
      .where(inArray(jobs.state, ["queued", "running"]))
      .orderBy(asc(jobs.id))
      .limit(20);
    const ids = [...shown.keys()].filter((id) => !running.some((job) => job.id === id));
    const ended =
      ids.length === 0
        ? []
        : await db.select().from(jobs).where(inArray(jobs.id, ids)).orderBy(desc(jobs.id));
    for (const job of ended) {
      if (!isFinished(job)) continue;
      shown.delete(job.id);
      if (live) output.write("\r\x1b[K");
      output.write(`  ${describeJob(job)}\n`);
    }
    for (const job of running) shown.set(job.id, job.state);
    const current = running.find((job) => job.state === "running");
    if (current === undefined) return;
    if (live) output.write(`\r\x1b[K  ${describeJob(current)}`.slice(0, output.columns || 100));
    else if (Date.now() - plainAt > plainEveryMs) {
      plainAt = Date.now();
      output.write(`  ${describeJob(current)}\n`);
    }
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // While the database is away there is nothing to show.
    look()
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}

/** One line about a job, for people. */
export function describeJob(
  job: Pick<JobRow, "kind" | "state" | "done" | "total" | "message" | "error">,
): string {
  if (job.state === "failed") return `${job.kind}: failed: ${job.error ?? "no reason given"}`;
  if (job.state === "cancelled") return `${job.kind}: cancelled`;
  const share = job.total === null || job.total === 0 ? "" : ` ${Math.floor((100 * job.done) / job.total)} %`;
  const count = job.total === null ? "" : ` (${job.done} of ${job.total})`;
  if (job.state === "succeeded") return `${job.kind}: done${job.total === null ? "" : ` (${job.done})`}`;
  return `${job.kind}:${share}${count} ${job.message}`.trimEnd();
}
