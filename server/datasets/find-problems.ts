import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, problemStats, problems } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { searchQuery } from "./problem-filter";

/** The id of a dataset's problem with this key; throws `not-found`. */
export async function findProblem(db: Db, datasetId: number, key: string): Promise<number> {
  const [row] = await db
    .select({ id: problems.id })
    .from(problems)
    .where(and(eq(problems.datasetId, datasetId), eq(problems.key, key)));
  if (row === undefined) throw new AppError("not-found", `The dataset has no problem "${key}".`);
  return row.id;
}

export type FoundProblem = {
  id: number;
  key: string;
  title: string;
  datasetId: number;
  datasetName: string;
  statement: string;
  entryPoint: string | null;
};

/** Problems of all datasets whose words begin with the words looked for; the first imported ones for no words. */
export async function findProblems(
  db: Db,
  { search, limit }: { search: string; limit: number },
): Promise<FoundProblem[]> {
  const query = search.trim() === "" ? null : await searchQuery(db, search);
  return db
    .select({
      id: problems.id,
      key: problems.key,
      title: problems.title,
      datasetId: problems.datasetId,
      datasetName: datasets.name,
      statement: problems.statement,
      entryPoint: problems.entryPoint,
    })
    .from(problemStats)
    .innerJoin(problems, eq(problems.id, problemStats.problemId))
    .innerJoin(datasets, eq(datasets.id, problems.datasetId))
    .where(query === null ? undefined : sql`${problemStats.search} @@ ${query}::tsquery`)
    .orderBy(asc(problemStats.problemId))
    .limit(limit);
}
