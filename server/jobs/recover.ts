import type { Pool } from "pg";
import { jobLockClass, maxAttempts, queueKey, queueOf, queueTask } from "./channel";

type Waiting = {
  id: number;
  kind: string;
  datasetId: number | null;
  queueId: string | null;
  lockedBy: string | null;
  /** The queue's entry was taken long enough ago for its runner to have marked the job as its own. */
  settled: boolean;
};

/**
 * Gives jobs whose worker died back to the queue. A runner holds an advisory lock on its job, which the database lets go
 * of when the runner's connection breaks; so a job that is taken but not locked has no runner, on whatever machine it was.
 * `all` also brings forward jobs that wait for their next attempt.
 */
export async function recoverJobs(pool: Pool, options: { all: boolean }): Promise<number> {
  const answer = await pool.query<Waiting>(
    `select j.id, j.kind, j.dataset_id as "datasetId", q.id as "queueId", q.locked_by as "lockedBy",
            coalesce(q.locked_at < now() - interval '3 seconds', true) as settled
     from jobs j left join graphile_worker.jobs q on q.key = 'linewise:' || j.id
     where j.state in ('queued', 'running')
       and ($2 or j.state = 'running' or q.id is null)
       and not exists (
         select 1 from pg_locks l
         where l.locktype = 'advisory' and l.classid = $1 and l.objid = j.id and l.objsubid = 2
           and l.database = (select oid from pg_database where datname = current_database()))`,
    [jobLockClass, options.all],
  );
  let recovered = 0;
  for (const job of answer.rows) {
    if (!job.settled) continue;
    recovered += 1;
    if (job.queueId === null) {
      await pool.query(
        `select graphile_worker.add_job($1, json_build_object('jobId', $2::int), queue_name := $3,
           max_attempts := $4::int, job_key := $5)`,
        [queueTask(job.kind), job.id, queueOf(job.kind, job.datasetId), maxAttempts * 2, queueKey(job.id)],
      );
      continue;
    }
    if (job.lockedBy !== null) {
      await pool.query("select graphile_worker.force_unlock_workers(array[$1])", [job.lockedBy]);
    }
    await pool.query("select graphile_worker.reschedule_jobs(array[$1::bigint], run_at := now())", [
      job.queueId,
    ]);
  }
  return recovered;
}
