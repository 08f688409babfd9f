import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { enqueueJob } from "../enqueue";

/**
 * Has those datasets scored that would have been after their import, had there been a model: an import with a build asks
 * for both only where there is one. Called when a model is there. Resolves to the datasets; for each only once, whatever
 * becomes of its job.
 */
export async function enqueueLeftScores(db: Db): Promise<number[]> {
  return db.transaction(async (tx) => {
    // Two workers that start at once must not both find the same.
    await tx.execute(sql`lock table ${jobs} in share row exclusive mode`);
    const left = await tx.execute(sql`
      select distinct i.dataset_id as id from ${jobs} i
      where i.kind = 'import' and i.state = 'succeeded' and i.dataset_id is not null
        and jsonb_typeof(i.payload -> 'build') = 'object'
        and not exists (select 1 from ${jobs} s where s.kind = 'score' and s.dataset_id = i.dataset_id)
      order by 1`);
    const ids = z.array(z.object({ id: z.int() })).parse(left.rows);
    for (const { id: datasetId } of ids) {
      await enqueueJob(tx, { kind: "score", payload: { datasetId }, datasetId });
    }
    return ids.map(({ id }) => id);
  });
}
