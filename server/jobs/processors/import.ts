import { rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { importFile } from "#server/datasets/index";
import { enqueueJob } from "../enqueue";
import type { Processor } from "../processor";

/** Imports a file into a data set; an upload goes away with its job, unless the job is to be tried again. */
export const processImport: Processor<"import"> = async ({ job, payload, db, signal, progress }) => {
  const { path, format, dataset, limit, deleteAfter } = payload;
  try {
    const imported = await importFile(db, {
      path,
      format,
      dataset,
      limit,
      signal,
      onProgress: (rows) => progress({ done: rows, total: limit ?? null, message: "rows read" }),
    });
    await db.update(jobs).set({ datasetId: imported.datasetId }).where(eq(jobs.id, job.id));
    if (payload.build !== null) {
      const { datasetId } = imported;
      await enqueueJob(db, { kind: "build", payload: { datasetId, options: payload.build }, datasetId });
      await enqueueJob(db, { kind: "score", payload: { datasetId }, datasetId });
    }
    if (deleteAfter) await rm(path, { force: true });
    return imported;
  } catch (error) {
    const hopeless = error instanceof AppError && !error.retryable && !signal.aborted;
    if (deleteAfter && hopeless) await rm(path, { force: true });
    throw error;
  }
};
