import { desc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { models } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { type PrmManifest, prmManifestSchema } from "#server/prm/schema";

export type ModelView = {
  id: number;
  name: string;
  version: string;
  digest: string;
  active: boolean;
  manifest: PrmManifest;
  createdAt: Date;
};

/** The models that were scored with, the active one first. */
export async function listModels(db: Db): Promise<ModelView[]> {
  const rows = await db.select().from(models).orderBy(desc(models.active), desc(models.id));
  return rows.map(viewOf);
}

/** Throws `not-found`. */
export async function getModel(db: Db, id: number): Promise<ModelView> {
  const [row] = await db.select().from(models).where(eq(models.id, id));
  if (row === undefined) throw new AppError("not-found", `There is no model ${id}.`);
  return viewOf(row);
}

function viewOf({ path: _, manifest, ...row }: typeof models.$inferSelect): ModelView {
  return { ...row, manifest: prmManifestSchema.parse(manifest) };
}
