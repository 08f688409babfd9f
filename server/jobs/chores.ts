import { sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { disagreementTask } from "./channel";

/** Decisions come in rows; what follows from them is worked out once for all that came in so many seconds. */
const gatherS = 15;

/**
 * Asks for a dataset's disagreements to be looked at again soon, because labels of it changed. Costs one statement; does
 * nothing where no fold models have scored the dataset. Requests that come before the first is worked are one with it.
 */
export async function askForDisagreement(
  db: Db | Tx,
  of: { datasetId: number } | { programId: number },
): Promise<void> {
  const dataset =
    "datasetId" in of
      ? sql`${of.datasetId}::int`
      : sql`(select dataset_id from programs where id = ${of.programId})`;
  await db.execute(sql`
    select graphile_worker.add_job(
      ${disagreementTask}, json_build_object('datasetId', d.dataset_id), queue_name := 'dataset-' || d.dataset_id,
      run_at := now() + make_interval(secs => ${gatherS}), max_attempts := 3,
      job_key := ${disagreementTask} || ':' || d.dataset_id, job_key_mode := 'preserve_run_at')
    from disagreements d where d.dataset_id = ${dataset}`);
}
