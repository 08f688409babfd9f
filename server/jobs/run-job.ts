import { randomUUID } from "node:crypto";
import type { ZodType } from "zod";
import type { Database } from "#db/client";
import { AppError, messageOf } from "../core/errors";
import { logger } from "../core/logger";
import { jobsChannel, maxAttempts } from "./channel";
import type { Engines, ProcessorContext } from "./processor";
import { keepRow } from "./running-job";

/** Failures that may pass by themselves are tried this often. */
const triesOfPassingFailure = 3;

export type JobWork = (jobId: number, context: WorkContext) => Promise<void>;
export type WorkContext = { database: Database; engines: Engines; stopping: AbortSignal };

type Row = { datasetId: number | null; payload: unknown; attempts: number };

/**
 * Binds a processor to its contract. The work it returns runs one job from its row and writes the outcome into it: it
 * rejects only when the queue is to bring the job again (the worker stops, or the failure may pass).
 */
export function bindProcessor<Payload, Result>(
  contract: { payload: ZodType<Payload>; result: ZodType<Result> },
  process: (context: ProcessorContext<Payload>) => Promise<Result>,
): JobWork {
  return async (jobId, { database, engines, stopping }) => {
    const row = await begin(database, jobId);
    if (row === undefined) return;
    const cancel = new AbortController();
    const keeper = keepRow(database.pool, jobId, () => cancel.abort(new AppError("cancelled", "Cancelled.")));
    const log = logger.child({ job: jobId });
    try {
      if (row.attempts > maxAttempts)
        throw new AppError("internal", `Given up: interrupted ${maxAttempts} times.`);
      const result = contract.result.parse(
        await process({
          job: { id: jobId, datasetId: row.datasetId, attempts: row.attempts },
          payload: contract.payload.parse(row.payload),
          db: database.db,
          signal: AbortSignal.any([cancel.signal, stopping]),
          progress: keeper.progress,
          engines,
        }),
      );
      await keeper.close();
      await finish(database, jobId, "succeeded", { result });
    } catch (error) {
      await keeper.close().catch(() => {});
      if (cancel.signal.aborted) return finish(database, jobId, "cancelled", {});
      if (stopping.aborted) {
        await putBack(database, jobId, "Interrupted; it goes on when a worker is back.");
        throw error;
      }
      const passing = error instanceof AppError && error.retryable && row.attempts < triesOfPassingFailure;
      const id = randomUUID().slice(0, 8);
      log.warn({ err: error, id, attempt: row.attempts, again: passing }, "a job failed");
      if (!passing) return finish(database, jobId, "failed", { error: wordsFor(error, id) });
      await putBack(database, jobId, `Tried again soon: ${messageOf(error)}`);
      throw error;
    }
  };
}

/** What people read: our own errors are written for them; of others (a driver's, say) only the log has the details. */
function wordsFor(error: unknown, id: string): string {
  if (error instanceof AppError) return error.message;
  return `The job stopped on an internal error; the log has it (id ${id}).`;
}

/** Marks a job as running; undefined when there is nothing to do any more. */
async function begin({ pool }: Database, jobId: number): Promise<Row | undefined> {
  const taken = await pool.query<Row>(
    `update jobs set state = 'running', attempts = attempts + 1, started_at = now(), done_before = null, heartbeat_at = now(), error = null
     where id = $1 and state in ('queued', 'running') and not cancel_requested
     returning dataset_id as "datasetId", payload, attempts, pg_notify($2, id::text)`,
    [jobId, jobsChannel],
  );
  const row = taken.rows[0];
  if (row === undefined) {
    await pool.query(
      `update jobs set state = 'cancelled', finished_at = now() where id = $1 and state in ('queued', 'running')
       returning pg_notify($2, id::text)`,
      [jobId, jobsChannel],
    );
  }
  return row;
}

type Outcome = { result?: unknown; error?: string };

async function finish(
  { pool }: Database,
  jobId: number,
  state: "succeeded" | "failed" | "cancelled",
  outcome: Outcome,
): Promise<void> {
  await pool.query(
    `update jobs set state = $2, result = $3, error = $4, finished_at = now() where id = $1
     returning pg_notify($5, id::text)`,
    [
      jobId,
      state,
      outcome.result === undefined ? null : JSON.stringify(outcome.result),
      outcome.error ?? null,
      jobsChannel,
    ],
  );
}

async function putBack({ pool }: Database, jobId: number, message: string): Promise<void> {
  await pool
    .query(
      "update jobs set state = 'queued', message = $2 where id = $1 and state = 'running' returning pg_notify($3, id::text)",
      [jobId, message, jobsChannel],
    )
    // The database may be what failed; recovery finds the job by its missing lock.
    .catch(() => {});
}
