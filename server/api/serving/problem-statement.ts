import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, problems } from "#db/schema/index";
import { AppError } from "#server/core/errors";

/** A problem's statement, the names of the data it is of, and its split. Throws `not-found`. */
export async function problemStatement(
  db: Db,
  id: number,
): Promise<{ statement: string; names: string[]; split: string; key: string }> {
  const [row] = await db
    .select({
      statement: problems.statement,
      format: problems.format,
      dataset: datasets.name,
      split: problems.split,
      key: problems.key,
    })
    .from(problems)
    .innerJoin(datasets, eq(datasets.id, problems.datasetId))
    .where(eq(problems.id, id));
  if (row === undefined) throw new AppError("not-found", `There is no problem ${id}.`);
  return { statement: row.statement, names: [row.dataset, row.format], split: row.split, key: row.key };
}
