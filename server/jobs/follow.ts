import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { AppError } from "../core/errors";
import { workerLock } from "./channel";

export type JobRow = typeof jobs.$inferSelect;

/** Whether some process, here or on another machine, takes jobs from this database's queue. */
export async function isWorkerRunning(db: Db): Promise<boolean> {
  const answer = await db.execute<{ there: boolean }>(sql`
    select exists (
      select 1 from pg_locks l
      where l.locktype = 'advisory' and l.classid = ${Math.floor(workerLock / 2 ** 32)}::bigint
        and l.objid = ${workerLock}::bigint and l.objsubid = 1
        and l.database = (select oid from pg_database where datname = current_database())) as there`);
  return answer.rows[0]?.there === true;
}

export const isFinished = (job: Pick<JobRow, "state">) => job.state !== "queued" && job.state !== "running";

/** Calls `onChange` with a job's row now and whenever it changed, until the job is finished; resolves to its last row. */
export async function followJob(
  db: Db,
  jobId: number,
  onChange: (job: JobRow) => void,
  options: { everyMs?: number; signal?: AbortSignal } = {},
): Promise<JobRow> {
  let seen = "";
  for (;;) {
    const [job] = await db.select().from(jobs).where(eq(jobs.id, jobId));
    if (job === undefined) throw new AppError("not-found", `There is no job ${jobId}.`);
    const now = JSON.stringify([job.state, job.done, job.total, job.message]);
    if (now !== seen) onChange(job);
    seen = now;
    if (isFinished(job)) return job;
    await sleep(options.everyMs ?? 250, undefined, { signal: options.signal });
  }
}
