import { asc, eq, type SQL } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasetStats, datasets } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { reasonCountsOf, verdictCountsOf } from "./counts";
import type { DatasetSummary } from "./schema";

/** Every dataset, oldest first, with sums that are kept and not counted. */
export async function listDatasets(db: Db): Promise<DatasetSummary[]> {
  return summaries(db, undefined);
}

/** Throws `not-found` when there is none of this id. */
export async function getDataset(db: Db, id: number): Promise<DatasetSummary> {
  const [summary] = await summaries(db, eq(datasets.id, id));
  if (summary === undefined) throw new AppError("not-found", `There is no dataset ${id}.`);
  return summary;
}

/** The id of the dataset of this name; throws `not-found`. */
export async function findDataset(db: Db, name: string): Promise<number> {
  const [row] = await db.select({ id: datasets.id }).from(datasets).where(eq(datasets.name, name));
  if (row === undefined) throw new AppError("not-found", `There is no dataset named "${name}".`);
  return row.id;
}

async function summaries(db: Db, where: SQL | undefined): Promise<DatasetSummary[]> {
  const rows = await db
    .select()
    .from(datasets)
    .leftJoin(datasetStats, eq(datasetStats.datasetId, datasets.id))
    .where(where)
    .orderBy(asc(datasets.id));
  return rows.map(({ datasets: dataset, dataset_stats: stats }) => ({
    id: dataset.id,
    name: dataset.name,
    description: dataset.description,
    rule: dataset.rule,
    problems: stats?.problems ?? 0,
    builtProblems: stats?.builtProblems ?? 0,
    programs: stats?.programs ?? 0,
    labelledPrograms: stats?.labelledPrograms ?? 0,
    verdicts: verdictCountsOf(stats?.verdictCounts ?? []),
    overrides: stats?.overrides ?? 0,
    suspicions: reasonCountsOf(stats?.reasonCounts ?? []),
    createdAt: dataset.createdAt,
  }));
}
