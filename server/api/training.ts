import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client";
import { jobs, trainingRuns } from "#db/schema/index";
import { AppError, messageOf } from "#server/core/errors";
import { getDataset } from "#server/datasets/index";
import { type trainOptionsSchema, trainPayloadSchema } from "#server/jobs/contracts";
import { enqueueJob } from "#server/jobs/index";
import type { LiveClient } from "#server/live/index";
import {
  installCommand,
  type TrainingState,
  type TrainingStatus,
  trainingStateSchema,
} from "#server/training/schema";
import type { ApiContext } from "./context";

/** What the worker says, with the command that installs what is missing. */
export async function trainingHere(live: LiveClient): Promise<TrainingStatus & { installCommand: string }> {
  const status = await live
    .training({})
    .catch((error): TrainingStatus => ({ state: "off", reason: messageOf(error), python: null }));
  return { ...status, installCommand };
}

/**
 * Starts a training job of a dataset. Throws `not-found`; `unavailable` with how to install what is missing; `conflict` when
 * the dataset is trained on already.
 */
export async function startTraining(
  { db, live }: Pick<ApiContext, "db" | "live">,
  options: z.output<typeof trainOptionsSchema> & { datasetId: number },
): Promise<{ jobId: number }> {
  const { datasetId } = options;
  const dataset = await getDataset(db, datasetId);
  const status = await trainingHere(live);
  if (status.state === "off")
    throw new AppError("unavailable", `${status.reason ?? ""} Nothing was started. Run: ${installCommand}`, {
      retryable: false,
    });
  const [working] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(eq(jobs.kind, "train"), eq(jobs.datasetId, datasetId), inArray(jobs.state, ["queued", "running"])),
    );
  if (working !== undefined)
    throw new AppError(
      "conflict",
      `Job ${working.id} trains on ${dataset.name} already; nothing was started.`,
    );
  return { jobId: await enqueueJob(db, { kind: "train", payload: options, datasetId }) };
}

export type TrainingRunView = TrainingState & { updatedAt: Date };

/** Throws `not-found` for an unknown job. */
export async function getTrainingRun(db: Db, jobId: number): Promise<TrainingRunView | null> {
  const [job] = await db.select({ payload: jobs.payload }).from(jobs).where(eq(jobs.id, jobId));
  if (job === undefined) throw new AppError("not-found", `There is no job ${jobId}.`);
  const payload = trainPayloadSchema.safeParse(job.payload);
  if (!payload.success) return null;
  const [row] = await db.select().from(trainingRuns).where(eq(trainingRuns.run, payload.data.run));
  return row === undefined ? null : { ...trainingStateSchema.parse(row.state), updatedAt: row.updatedAt };
}
