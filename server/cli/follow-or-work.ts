import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#db/client";
import { followJob, isWorkerRunning, type JobRow } from "#server/jobs/index";
import type { QueueWorker } from "./work-queue";

/** A worker that was there may end before it takes the job: another command works its own job only. */
const lookEveryMs = 1_000;

type Following = {
  onChange: (job: JobRow) => void;
  /** Makes this process a worker. */
  startWorker: () => Promise<QueueWorker>;
  signal: AbortSignal;
};

/**
 * Watches a job until it is finished, and resolves to its last row. Whenever no process works the queue, this one begins
 * to, until the job is done; it rejects when its worker cannot go on, or with the signal's reason.
 */
export async function followOrWork(
  database: Database,
  jobId: number,
  { onChange, startWorker, signal }: Following,
): Promise<JobRow> {
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  let worker: Promise<QueueWorker> | undefined;
  const workWhereNobodyDoes = async (): Promise<never> => {
    while (await isWorkerRunning(database.db)) await sleep(lookEveryMs, undefined, { signal: stop });
    stop.throwIfAborted();
    worker = startWorker();
    return (await worker).failed;
  };
  try {
    return await Promise.race([
      followJob(database.db, jobId, onChange, { signal: stop }),
      workWhereNobodyDoes(),
    ]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    over.abort();
    // A worker that is being started when the job ends has to be stopped as well.
    await worker?.then((started) => started.stop()).catch(() => {});
  }
}
