import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { models, problems } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { modelFolder } from "#server/core/model-dir";
import { type PrmManifest, prmManifestSchema } from "#server/prm/schema";
import type { Engines, Progress } from "../processor";
import { countToScore, scoreMissing } from "./score-missing";

export type FoldModel = { id: number; path: string; digest: string; manifest: PrmManifest };

/** The fold models of a group, in the order of their folds; the one trained on everything is not among them. */
export async function foldModels(db: Db, group: string): Promise<FoldModel[]> {
  const rows = await db
    .select({ id: models.id, path: models.path, digest: models.digest, manifest: models.manifest })
    .from(models)
    .where(sql`${models.manifest} -> 'training' -> 'fold' ->> 'group' = ${group}`)
    .orderBy(asc(models.id));
  const found = rows.map((row) => ({ ...row, manifest: prmManifestSchema.parse(row.manifest) }));
  const indexOf = (model: FoldModel) => model.manifest.training.fold?.index ?? 0;
  return found.filter((model) => indexOf(model) > 0).sort((left, right) => indexOf(left) - indexOf(right));
}

type Scoring = {
  db: Db;
  engines: Pick<Engines, "scorer">;
  dataset: { id: number; name: string };
  group: string;
  signal: AbortSignal;
  progress: (progress: Progress) => void;
};

/**
 * Scores every program of a dataset with the fold model that held its problem out; what the loop saw of no problem, tests
 * above all, is scored by the first one. Passes over what is scored already. One model after the other, because only a
 * few are open at once. Throws `not-found` without such models, `unavailable` when one's folder holds another.
 */
export async function scoreOutOfFold({
  db,
  engines,
  dataset,
  group,
  signal,
  progress,
}: Scoring): Promise<number> {
  const folds = await foldModels(db, group);
  const [first] = folds;
  if (first === undefined)
    throw new AppError("not-found", `There are no fold models of the group ${group}; nothing was scored.`);
  const parts = folds.map((model) => ({ model, only: problemsOf(model, dataset.name, model === first) }));
  const counts = await Promise.all(
    parts.map(({ model, only }) => countToScore(db, { datasetId: dataset.id, modelId: model.id, only })),
  );
  const total = counts.reduce((sum, { all }) => sum + all, 0);
  let left = counts.reduce((sum, part) => sum + part.left, 0);
  const report = () => progress({ done: total - left, total, message: "programs scored out of fold" });
  report();
  let scored = 0;
  for (const { model, only } of parts) {
    signal.throwIfAborted();
    const scorer = await engines.scorer(modelFolder(model.path));
    if (scorer.digest !== model.digest)
      throw new AppError("unavailable", `The folder of model ${model.id} holds another model now.`, {
        retryable: false,
      });
    scored += await scoreMissing({ db, dataset, modelId: model.id, scorer, only, signal }, () => {
      left -= 1;
      report();
    });
  }
  return scored;
}

/** Problems that a fold model held out; for the first one also those that none of the group has seen. */
function problemsOf({ manifest }: FoldModel, name: string, isFirst: boolean): SQL {
  const { in_sample: seen } = manifest.training;
  const names = sql`(lower(${name}), lower(${problems.format}))`;
  const own = seen.filter(({ held_out: heldOut }) => heldOut !== undefined);
  const heldOut = own.map(
    ({ dataset, held_out: keys = [] }) =>
      sql`(${dataset.toLowerCase()} in ${names} and ${problems.key} = any(${sql.param(keys)}::text[]))`,
  );
  if (isFirst) heldOut.push(eq(problems.split, "test"));
  return heldOut.length === 0 ? sql`false` : sql`(${sql.join(heldOut, sql` or `)})`;
}
