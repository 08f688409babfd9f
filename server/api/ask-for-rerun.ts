import type { z } from "zod";
import type { Db } from "#db/client";
import { getDataset } from "#server/datasets/index";
import { rerunPayloadSchema } from "#server/jobs/contracts";
import { enqueueJob } from "#server/jobs/index";

export const askForRerunSchema = rerunPayloadSchema.omit({ batch: true });

/** Starts the job that runs programs of a dataset again. Throws `not-found`. */
export async function askForRerun(
  db: Db,
  { datasetId, ...payload }: z.output<typeof askForRerunSchema>,
): Promise<{ jobId: number }> {
  await getDataset(db, datasetId);
  const { programIds } = payload.filter;
  // Somebody waits for a single program: it does not stand in line behind the dataset's builds.
  const queue = programIds?.length === 1 ? { queue: `program-${programIds[0]}` } : {};
  return {
    jobId: await enqueueJob(db, { kind: "rerun", payload: { datasetId, ...payload }, datasetId, ...queue }),
  };
}
