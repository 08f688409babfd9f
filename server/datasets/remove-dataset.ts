import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";

/**
 * Deletes a data set with everything in it. `confirmName` must be its name. Runs and label events are append-only but
 * for this: the transaction announces the deletion to the triggers that guard them. Its jobs are asked to stop.
 */
export async function removeDataset(db: Db, id: number, confirmName: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [dataset] = await tx.select().from(datasets).where(eq(datasets.id, id)).for("update");
    if (dataset === undefined) throw new AppError("not-found", `There is no data set ${id}.`);
    if (dataset.name !== confirmName) {
      throw new AppError(
        "invalid-input",
        `To remove this data set, confirm with its name, "${dataset.name}".`,
      );
    }
    await tx
      .update(jobs)
      .set({ cancelRequested: true })
      .where(and(eq(jobs.datasetId, id), inArray(jobs.state, ["queued", "running"])));
    await tx.execute(sql`select set_config('linewise.deleting_dataset', ${String(id)}, true)`);
    await tx.delete(datasets).where(eq(datasets.id, id));
  });
}

/** Throws `conflict` when another data set has the name. */
export async function renameDataset(db: Db, id: number, name: string): Promise<void> {
  const [taken] = await db.select({ id: datasets.id }).from(datasets).where(eq(datasets.name, name));
  if (taken !== undefined && taken.id !== id) {
    throw new AppError("conflict", `There is a data set named "${name}" already.`);
  }
  const changed = await db.update(datasets).set({ name }).where(eq(datasets.id, id)).returning();
  if (changed.length === 0) throw new AppError("not-found", `There is no data set ${id}.`);
}
