import { rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { jobs } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { importFile, type SplitTests } from "#server/datasets/index";
import { parseTests } from "#server/verification/index";
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
      splitTests,
      signal,
      onProgress: (rows) => progress({ done: rows, total: limit ?? null, message: "rows read" }),
    });
    await db.update(jobs).set({ datasetId: imported.datasetId }).where(eq(jobs.id, job.id));
    if (payload.build) {
      const { datasetId } = imported;
      await enqueueJob(db, { kind: "build", payload: { datasetId }, datasetId });
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

/** One test may make several cases, so each is split by itself, to know which case came from which. */
export const splitTests: SplitTests = ({ tests, setup, code, entryPoint }) => {
  const context = { setup, source: code, ...(entryPoint === null ? {} : { entryPoint }) };
  const result: ReturnType<SplitTests> = { cases: [], refused: [] };
  for (const [index, source] of tests.entries()) {
    const { suite, refused } = parseTests({ tests: [source], ...context });
    result.cases.push(...suite.cases.map((spec) => ({ spec, source })));
    result.refused.push(...refused.map(({ reason }) => ({ index, source, reason })));
  }
  return result;
};
