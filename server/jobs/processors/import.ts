import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { defaultModelDir } from "#server/core/model-dir";
import { importFile } from "#server/datasets/index";
import { importResultSchema, type JobPayload, type JobResult } from "../contracts";
import { enqueueJob } from "../enqueue";
import type { Processor } from "../processor";

/**
 * Imports a file into a dataset. The job's result and the jobs that follow are written in the import's own transaction:
 * whoever is killed after it finds the result and has nothing to do twice. An upload goes away once it is in; that of a
 * job that failed stays for as long as the job can go on.
 */
export const processImport: Processor<"import"> = async ({ job, payload, db, signal, progress }) => {
  const { path, format, dataset, limit, deleteAfter } = payload;
  let result = await storedResult(db, job.id);
  if (result === null) {
    if (deleteAfter && !existsSync(path)) {
      throw new AppError("not-found", "The uploaded file is not there any more: upload it again.");
    }
    result = await importFile(db, {
      path,
      format,
      dataset,
      limit,
      signal,
      onProgress: (rows) => progress({ done: rows, total: limit ?? null, message: "rows read" }),
      onImported: async (tx, imported) => {
        signal.throwIfAborted();
        await tx
          .update(jobs)
          .set({ datasetId: imported.datasetId, result: imported })
          .where(eq(jobs.id, job.id));
        await enqueueNext(tx, imported.datasetId, payload);
      },
    });
  }
  if (deleteAfter) await rm(path, { force: true });
  return result;
};

async function storedResult(db: Db, jobId: number): Promise<JobResult<"import"> | null> {
  const [row] = await db.select({ result: jobs.result }).from(jobs).where(eq(jobs.id, jobId));
  return importResultSchema.safeParse(row?.result).data ?? null;
}

async function enqueueNext(tx: Tx, datasetId: number, { build }: JobPayload<"import">): Promise<void> {
  if (build === null) return;
  await enqueueJob(tx, { kind: "build", payload: { datasetId, options: build }, datasetId });
  // Without a model there is nothing to score with; scoring can be asked for when there is one.
  if (hasModel()) await enqueueJob(tx, { kind: "score", payload: { datasetId }, datasetId });
}

function hasModel(): boolean {
  try {
    return existsSync(join(defaultModelDir(), "prm.json"));
  } catch {
    return false;
  }
}
