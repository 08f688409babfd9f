import { eq, like, or, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { models } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { modelFolder } from "#server/core/model-dir";

/**
 * The folder of a registered model by its id, `name@version` (the newest of that name) or the first eight or more digits
 * of its digest. Throws `not-found`.
 */
export async function registeredFolder(db: Db, name: string): Promise<string> {
  const id = /^\d{1,9}$/.test(name) ? Number(name) : null;
  const digest = /^[0-9a-f]{8,64}$/.test(name) ? name : null;
  const [row] = await db
    .select({ path: models.path })
    .from(models)
    .where(
      or(
        sql`${models.name} || '@' || ${models.version} = ${name}`,
        id === null ? undefined : eq(models.id, id),
        digest === null ? undefined : like(models.digest, `${digest}%`),
      ),
    )
    .orderBy(sql`${models.id} desc`)
    .limit(1);
  if (row === undefined) throw new AppError("not-found", `There is no model "${name}".`);
  return modelFolder(row.path);
}
