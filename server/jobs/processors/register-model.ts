import { eq, ne } from "drizzle-orm";
import type { Db } from "#db/client";
import { models } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { Scorer } from "#server/prm/index";

/** The row of the model that scores, made when it is new. It becomes the active one: its scores are what pages show. */
export async function registerModel(
  db: Db,
  scorer: Pick<Scorer, "manifest" | "digest">,
  path: string,
): Promise<number> {
  const { manifest, digest } = scorer;
  return db.transaction(async (tx) => {
    await tx
      .insert(models)
      .values({ name: manifest.name, version: manifest.version, digest, manifest, path })
      // The digest is of what decides scores: metrics, the version or the folder may have changed all the same.
      .onConflictDoUpdate({
        target: models.digest,
        set: { name: manifest.name, version: manifest.version, manifest, path },
      });
    await tx.update(models).set({ active: false }).where(ne(models.digest, digest));
    const [row] = await tx
      .update(models)
      .set({ active: true })
      .where(eq(models.digest, digest))
      .returning({ id: models.id });
    if (row === undefined) throw new AppError("internal", "The model's row was not made.");
    return row.id;
  });
}
