import { and, eq, ne } from "drizzle-orm";
import type { Db } from "#db/client";
import { models } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { Scorer } from "#server/prm/index";

type Found = {
  /** Folder of the bundle. */
  path: string;
  /**
   * Whether its scores become those that pages show. `if-none`: when no other model is in use, or the one in use was in
   * the same folder, which now holds a newer one.
   */
  activate: "always" | "if-none" | "never";
};

/** The row of a model, made when it is new and brought up to date otherwise. Returns its id. */
export async function registerModel(
  db: Db,
  scorer: Pick<Scorer, "manifest" | "digest">,
  { path, activate }: Found,
): Promise<number> {
  const { manifest, digest } = scorer;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(models)
      .values({ name: manifest.name, version: manifest.version, digest, manifest, path })
      // The digest is of what decides scores: metrics, the version or the folder may have changed all the same.
      .onConflictDoUpdate({
        target: models.digest,
        set: { name: manifest.name, version: manifest.version, manifest, path },
      })
      .returning({ id: models.id });
    if (row === undefined) throw new AppError("internal", "The model's row was not made.");
    const [other] = await tx
      .select({ path: models.path })
      .from(models)
      .where(and(eq(models.active, true), ne(models.id, row.id)));
    const replaces = other === undefined || other.path === path;
    if (activate === "always" || (activate === "if-none" && replaces)) {
      await tx.update(models).set({ active: false }).where(ne(models.id, row.id));
      await tx.update(models).set({ active: true }).where(eq(models.id, row.id));
    }
    return row.id;
  });
}
