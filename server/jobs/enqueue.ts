import { sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { jobs } from "#db/schema/index";
import { AppError } from "../core/errors";
import { jobsChannel, maxAttempts, queueKey, queueOf, queueTask } from "./channel";
import { type JobKind, type JobPayloadInput, jobContracts } from "./contracts";

type Request<K extends JobKind> = {
  kind: K;
  payload: JobPayloadInput<K>;
  datasetId?: number | null;
  /** Default: `queueOf` its kind and dataset. */
  queue?: string;
};

/**
 * Puts a job in the queue: its row and the queue's entry in one transaction, so that neither is there without the other.
 * Inside a transaction of the caller's the job starts when that commits. Returns the job's id; throws `invalid-input`
 * when the payload is not the kind's.
 */
export async function enqueueJob<K extends JobKind>(db: Db | Tx, request: Request<K>): Promise<number> {
  const payload = jobContracts[request.kind].payload.safeParse(request.payload);
  if (!payload.success) {
    throw new AppError(
      "invalid-input",
      `This is no payload of a ${request.kind} job: ${payload.error.message}`,
    );
  }
  const datasetId = request.datasetId ?? null;
  const queue = request.queue ?? queueOf(request.kind, datasetId);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(jobs)
      .values({ kind: request.kind, payload: payload.data, datasetId })
      .returning({ id: jobs.id });
    if (row === undefined) throw new AppError("internal", "The job's row was not returned.");
    await tx.execute(sql`
      select graphile_worker.add_job(
        ${queueTask(request.kind)}, json_build_object('jobId', ${row.id}::int), queue_name := ${queue},
        max_attempts := ${maxAttempts * 2}::int, job_key := ${queueKey(row.id)})`);
    await tx.execute(sql`select pg_notify(${jobsChannel}, ${String(row.id)})`);
    return row.id;
  });
}

/**
 * Asks for a job to be stopped. A waiting job is cancelled at once, a running one at its next checkpoint, a finished one
 * stays as it is. Throws `not-found` for an unknown id.
 */
export async function cancelJob(db: Db | Tx, jobId: number): Promise<void> {
  const changed = await db.execute(sql`
    update jobs set
      cancel_requested = cancel_requested or state in ('queued', 'running'),
      finished_at = case when state = 'queued' then now() else finished_at end,
      state = case when state = 'queued' then 'cancelled' else state end
    where id = ${jobId}
    returning pg_notify(${jobsChannel}, ${String(jobId)})`);
  if (changed.rowCount === 0) throw new AppError("not-found", `There is no job ${jobId}.`);
}
