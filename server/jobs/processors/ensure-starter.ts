import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { jobs } from "#db/schema/index";
import { repoPath } from "#server/core/paths";
import { enqueueJob } from "../enqueue";

/** The name under which the problems that come with Linewise are imported. */
export const starterName = "Starter";

/** Five mutants a line: as many as the code view shows side by side, and few enough for a quick first start. */
const starterBuild = { seed: 0, perLine: 5 };

/**
 * Has the starter problems imported, built and scored, once in a database's life: who removes the dataset does not get
 * it back by starting again. Returns the import's job, null when there is nothing to do.
 */
export async function ensureStarter(db: Db): Promise<number | null> {
  return db.transaction(async (tx) => {
    // Two processes that start at once must not both find nothing.
    await tx.execute(sql`lock table ${jobs} in share row exclusive mode`);
    const [done] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.kind, "import"),
          sql`${jobs.payload} ->> 'format' = 'starter'`,
          inArray(jobs.state, ["queued", "running", "succeeded"]),
        ),
      )
      .limit(1);
    if (done !== undefined) return null;
    const path = repoPath("data", "starter");
    return enqueueJob(tx, {
      kind: "import",
      payload: { path, format: "starter", dataset: starterName, build: starterBuild },
    });
  });
}
