import type { Pool } from "pg";
import { jobsChannel } from "./channel";
import type { Progress } from "./processor";

const flushMs = 400;
const heartbeatMs = 1000;

export type RunningJob = {
  progress: (progress: Progress) => void;
  /** Writes what is left and stops writing. */
  close: () => Promise<void>;
};

/**
 * Keeps a running job's row: progress at most every 400 ms and a heartbeat, each one statement that also notifies
 * listeners and brings back whether the job is to be cancelled.
 */
export function keepRow(pool: Pool, jobId: number, onCancel: () => void): RunningJob {
  let latest: Progress | undefined;
  /** What was done already at the first report. */
  let first: number | undefined;
  let writtenAt = Date.now();
  let writing: Promise<void> | undefined;

  const write = async () => {
    const progress = latest;
    latest = undefined;
    writtenAt = Date.now();
    const answer = await pool.query<{ cancel: boolean }>(
      `with updated as (
         update jobs set heartbeat_at = now(), done = coalesce($2, done), done_before = coalesce(done_before, $6),
           total = case when $2::int is null then total else $3::int end, message = coalesce($4, message)
         where id = $1 returning id, cancel_requested)
       select cancel_requested as cancel, case when $2::int is not null then pg_notify($5, id::text) end from updated`,
      [
        jobId,
        progress?.done ?? null,
        progress?.total ?? null,
        progress?.message ?? null,
        jobsChannel,
        first ?? null,
      ],
    );
    // A row that is gone went with its dataset.
    if (answer.rows[0]?.cancel !== false) onCancel();
  };
  const writeIfDue = () => {
    if (writing !== undefined) return;
    if (latest === undefined && Date.now() - writtenAt < heartbeatMs) return;
    // A database that is away for a moment fails the job itself; the row is only its mirror.
    writing = write()
      .catch(() => {})
      .finally(() => {
        writing = undefined;
      });
  };
  const timer = setInterval(writeIfDue, flushMs);

  return {
    progress: (progress) => {
      latest = progress;
      first ??= progress.done;
    },
    close: async () => {
      clearInterval(timer);
      await writing;
      if (latest !== undefined) await write();
    },
  };
}
