import { setMaxListeners } from "node:events";
import { and, asc, count, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, problems, programs, scores, sources } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { bulkInsert } from "#server/datasets/index";
import { inPrefixOrder } from "#server/prm/index";
import { isInSample } from "#server/prm/schema";
import type { Processor } from "../processor";
import { forEachConcurrently } from "./limiter";
import { modelToScore } from "./model-to-score";

const programsInWork = 16;
const pageSize = 200;

/**
 * Scores every program of a dataset that the model, else the one in use, has not scored yet. A page of programs is written at a time, so an
 * interruption costs a page at most.
 */
export const processScore: Processor<"score"> = async ({ payload, db, signal, progress, engines }) => {
  const { datasetId } = payload;
  const [dataset] = await db.select().from(datasets).where(eq(datasets.id, datasetId));
  if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${datasetId}.`);
  const { modelId, scorer } = await modelToScore({ db, engines }, payload.modelId);
  const [all] = await db.select({ count: count() }).from(programs).where(eq(programs.datasetId, datasetId));
  const total = all?.count ?? 0;
  let left = await countUnscored(db, datasetId, modelId);
  const report = () => progress({ done: total - left, total, message: "programs scored" });
  report();
  setMaxListeners(0, signal);
  let scored = 0;
  for (let last = 0; ; ) {
    const page = await unscoredPage(db, { datasetId, modelId, after: last });
    const end = page.at(-1);
    if (end === undefined) break;
    last = end.id;
    const rows: (typeof scores.$inferInsert)[] = [];
    // Mutants have most of their text in common with their reference: together, they are read once as far as they agree.
    const ordered = inPrefixOrder(page);
    await forEachConcurrently(
      ordered,
      programsInWork,
      async ({ id, statement, code, split, format, key }) => {
        const result = await scorer.score(
          { statement, code },
          { priority: "bulk", group: `problem ${format} ${key}`, signal },
        );
        rows.push({
          programId: id,
          modelId,
          // NaN is null in JSON, and so in the array that is stored: the model does not speak of the line.
          lines: result.scores.map((score) => score ?? Number.NaN),
          firstError: result.firstError,
          inSample: isInSample(scorer.manifest.training.in_sample, {
            names: [dataset.name, format],
            split,
            key,
          }),
        });
        left -= 1;
        report();
      },
    );
    await db.transaction((tx) => bulkInsert(tx, scores, rows, { onConflictDoNothing: true }));
    scored += rows.length;
  }
  return { programs: scored, modelId };
};

type Page = { datasetId: number; modelId: number; after: number };

async function unscoredPage(db: Db, { datasetId, modelId, after }: Page) {
  return db
    .select({
      id: programs.id,
      statement: problems.statement,
      code: sources.text,
      split: problems.split,
      format: problems.format,
      key: problems.key,
    })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .innerJoin(sources, eq(sources.programId, programs.id))
    .leftJoin(scores, and(eq(scores.programId, programs.id), eq(scores.modelId, modelId)))
    .where(and(eq(programs.datasetId, datasetId), gt(programs.id, after), isNull(scores.programId)))
    .orderBy(asc(programs.id))
    .limit(pageSize);
}

async function countUnscored(db: Db, datasetId: number, modelId: number): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(programs)
    .leftJoin(scores, and(eq(scores.programId, programs.id), eq(scores.modelId, modelId)))
    .where(and(eq(programs.datasetId, datasetId), isNull(scores.programId)));
  return row?.count ?? 0;
}
