import { setMaxListeners } from "node:events";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, disagreements } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { refreshDisagreement } from "#server/labels/index";
import type { Processor } from "../processor";
import { modelToScore } from "./model-to-score";
import { countToScore, scoreMissing } from "./score-missing";
import { scoreOutOfFold } from "./score-out-of-fold";

/**
 * Scores every program of a dataset that the model, else the one in use, has not scored yet. With a group of fold models,
 * each program is scored by the one that held its problem out, and what they disagree with is said anew. The dataset's own
 * group is scored with whenever the model in use is.
 */
export const processScore: Processor<"score"> = async ({ payload, db, signal, progress, engines }) => {
  const { datasetId } = payload;
  const [dataset] = await db.select().from(datasets).where(eq(datasets.id, datasetId));
  if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${datasetId}.`);
  setMaxListeners(0, signal);
  let programs = 0;
  let scoredWith: number | null = null;
  if (payload.group === null) {
    const { modelId, scorer } = await modelToScore({ db, engines }, payload.modelId);
    const { all: total, left: missing } = await countToScore(db, { datasetId, modelId });
    let left = missing;
    const report = () => progress({ done: total - left, total, message: "programs scored" });
    report();
    programs = await scoreMissing({ db, dataset, modelId, scorer, signal }, () => {
      left -= 1;
      report();
    });
    scoredWith = modelId;
  }
  const group = payload.group ?? (payload.modelId === null ? await groupOf(db, datasetId) : null);
  if (group !== null) {
    programs += await scoreOutOfFold({ db, engines, dataset, group, signal, progress });
    await refreshDisagreement(db, { datasetId, foldGroup: group, signal });
  }
  return { programs, modelId: scoredWith, group };
};

/** The fold models whose disagreements the dataset's audit shows; null while there are none. */
async function groupOf(db: Db, datasetId: number): Promise<string | null> {
  const [row] = await db.select().from(disagreements).where(eq(disagreements.datasetId, datasetId));
  return row?.foldGroup ?? null;
}
