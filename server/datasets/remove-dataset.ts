import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { datasets, jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";

/** Jobs leave at their next checkpoint; one that takes longer loses its dataset all the same. */
const waitForJobsMs = 5_000;
const afterDeadlockMs = 500;
const deadlockDetected = "40P01";

/**
 * Deletes a dataset with everything in it. `confirmName` must be its name. Its jobs are asked to stop first, and given a
 * few seconds: they write rows that hang on those that are deleted. Runs and label events are append-only but for this:
 * the transaction announces the deletion to the triggers that guard them.
 */
export async function removeDataset(db: Db, id: number, confirmName: string): Promise<void> {
  await checkName(db, id, confirmName);
  await stopJobs(db, id);
  try {
    await deleteDataset(db, id, confirmName);
  } catch (error) {
    if (!isDeadlock(error)) throw error;
    // Whoever it collided with gets its locks now, and has to be done with them first.
    await sleep(afterDeadlockMs);
    await deleteDataset(db, id, confirmName);
  }
}

async function checkName(db: Db | Tx, id: number, confirmName: string): Promise<void> {
  const [dataset] = await db.select().from(datasets).where(eq(datasets.id, id)).for("update");
  if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${id}.`);
  if (dataset.name !== confirmName) {
    throw new AppError("invalid-input", `To remove this dataset, confirm with its name, "${dataset.name}".`);
  }
}

async function stopJobs(db: Db, id: number): Promise<void> {
  const unfinished = and(eq(jobs.datasetId, id), inArray(jobs.state, ["queued", "running"]));
  await db.update(jobs).set({ cancelRequested: true }).where(unfinished);
  const running = and(eq(jobs.datasetId, id), eq(jobs.state, "running"));
  const until = Date.now() + waitForJobsMs;
  while (Date.now() < until && (await db.$count(jobs, running)) > 0) await sleep(100);
}

/** The driver's error stands at the end of the chain of causes. */
function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === deadlockDetected) || isDeadlock(error.cause);
}

async function deleteDataset(db: Db, id: number, confirmName: string): Promise<void> {
  await db.transaction(async (tx) => {
    await checkName(tx, id, confirmName);
    await tx.execute(sql`select set_config('linewise.deleting_dataset', ${String(id)}, true)`);
    await tx.delete(datasets).where(eq(datasets.id, id));
  });
}

/** Throws `conflict` when another dataset has the name. */
export async function renameDataset(db: Db, id: number, name: string): Promise<void> {
  const [taken] = await db.select({ id: datasets.id }).from(datasets).where(eq(datasets.name, name));
  if (taken !== undefined && taken.id !== id) {
    throw new AppError("conflict", `There is a dataset named "${name}" already.`);
  }
  const changed = await db.update(datasets).set({ name }).where(eq(datasets.id, id)).returning();
  if (changed.length === 0) throw new AppError("not-found", `There is no dataset ${id}.`);
}
