import { rm } from "node:fs/promises";
import path from "node:path";
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { disagreements, jobs, models } from "#db/schema/index";
import { env } from "#server/core/env";
import { AppError } from "#server/core/errors";
import { modelFolder, modelsFolder } from "#server/core/model-dir";
import { askForDisagreement } from "#server/jobs/index";
import { isInSample, type PrmManifest, prmManifestSchema } from "#server/prm/schema";
import { problemStatement } from "./serving/problem-statement";

export type ModelView = {
  id: number;
  name: string;
  version: string;
  digest: string;
  active: boolean;
  /** Was uploaded, and can be deleted. */
  uploaded: boolean;
  manifest: PrmManifest;
  createdAt: Date;
};

/** The registered models, the one in use first. */
export async function listModels(db: Db): Promise<ModelView[]> {
  const rows = await db.select().from(models).orderBy(desc(models.active), desc(models.id));
  return rows.map(viewOf);
}

/** Throws `not-found`. */
export async function getModel(db: Db, id: number): Promise<ModelView> {
  return viewOf(await modelRow(db, id));
}

/** Whether the model in use was trained on a problem; false while there is none. */
export async function isActiveInSample(db: Db, problemId: number): Promise<boolean> {
  const [row] = await db.select({ manifest: models.manifest }).from(models).where(eq(models.active, true));
  if (row === undefined) return false;
  const { training } = prmManifestSchema.parse(row.manifest);
  return isInSample(training.in_sample, await problemStatement(db, problemId));
}

/** The folder of the model in use; undefined while none is registered. */
export async function activeFolder(db: Db): Promise<string | undefined> {
  const [row] = await db.select({ path: models.path }).from(models).where(eq(models.active, true));
  return row === undefined ? undefined : modelFolder(row.path);
}

/** Makes a model the one whose scores pages show and that programs are scored with. Scores nothing by itself. */
export async function activateModel(db: Db, id: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(models).set({ active: false }).where(ne(models.id, id));
    const rows = await tx
      .update(models)
      .set({ active: true })
      .where(eq(models.id, id))
      .returning({ id: models.id });
    if (rows.length === 0) throw new AppError("not-found", `There is no model ${id}.`);
  });
}

/**
 * Deletes an uploaded or trained model, its scores and its files, and the fold models of its training loop with it. Throws `conflict` for the one in use, one that a job scores with,
 * and one that was not uploaded.
 */
export async function removeModel(db: Db, id: number): Promise<void> {
  const row = await modelRow(db, id);
  const { active, uploaded, name } = viewOf(row);
  if (!uploaded)
    throw new AppError("conflict", `${name} was not uploaded: its folder is not Linewise's to delete.`);
  if (active) throw new AppError("conflict", `${name} is in use: use another model first.`);
  const { fold } = prmManifestSchema.parse(row.manifest).training;
  const group = fold !== null && fold.index === null ? fold.group : null;
  const folders = await db.transaction(async (tx) => {
    const [working] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.kind, "score"),
          inArray(jobs.state, ["queued", "running"]),
          sql`(${jobs.payload} ->> 'modelId' = ${String(id)} or ${jobs.payload} ->> 'group' = ${group})`,
        ),
      );
    if (working !== undefined)
      throw new AppError("conflict", `Job ${working.id} scores with ${name}: cancel it first.`);
    const ofGroup = sql`(${models.manifest} -> 'training' -> 'fold' ->> 'group' = ${group} and not ${models.active})`;
    const gone = await tx
      .delete(models)
      .where(sql`${models.id} = ${id} or ${ofGroup}`)
      .returning({ path: models.path });
    const affected = await tx
      .select({ datasetId: disagreements.datasetId })
      .from(disagreements)
      .where(sql`${disagreements.foldGroup} = ${group}`);
    for (const dataset of affected) await askForDisagreement(tx, dataset);
    return gone.map((each) => each.path);
  });
  const own = folders.filter((folder) => path.dirname(folder) === modelsFolder(env().dataDir));
  for (const folder of own) await rm(folder, { recursive: true, force: true });
}

async function modelRow(db: Db, id: number) {
  const [row] = await db.select().from(models).where(eq(models.id, id));
  if (row === undefined) throw new AppError("not-found", `There is no model ${id}.`);
  return row;
}

function viewOf({ path: folder, manifest, ...row }: typeof models.$inferSelect): ModelView {
  const uploaded = path.dirname(folder) === modelsFolder(env().dataDir);
  return { ...row, uploaded, manifest: prmManifestSchema.parse(manifest) };
}
