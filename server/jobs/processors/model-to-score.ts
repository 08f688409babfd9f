import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { models } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { defaultModelDir, modelFolder } from "#server/core/model-dir";
import type { Scorer } from "#server/prm/index";
import type { Engines } from "../processor";
import { registerModel } from "./register-model";

/**
 * A registered model, opened: the one with this id, else the one in use, else the default one. Throws `not-found`, and
 * `unavailable` when its folder holds another model now.
 */
export async function modelToScore(
  { db, engines }: { db: Db; engines: Pick<Engines, "scorer"> },
  modelId: number | null,
): Promise<{ modelId: number; scorer: Scorer }> {
  const [row] = await db
    .select({ id: models.id, path: models.path, digest: models.digest })
    .from(models)
    .where(modelId === null ? eq(models.active, true) : eq(models.id, modelId));
  if (row === undefined && modelId !== null) throw new AppError("not-found", `There is no model ${modelId}.`);
  const path = row?.path ?? defaultModelDir();
  const scorer = await engines.scorer(modelFolder(path));
  if (row?.digest === scorer.digest) return { modelId: row.id, scorer };
  if (modelId === null) {
    return { modelId: await registerModel(db, scorer, { path, activate: "if-none" }), scorer };
  }
  throw new AppError("unavailable", `The folder of model ${modelId} holds another model now.`, {
    retryable: false,
  });
}
