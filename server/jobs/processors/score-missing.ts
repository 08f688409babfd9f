import { and, asc, count, eq, gt, isNull, type SQL } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems, programs, scores, sources } from "#db/schema/index";
import { bulkInsert } from "#server/datasets/index";
import { inPrefixOrder, type Scorer } from "#server/prm/index";
import { inSampleTest } from "#server/prm/schema";
import { forEachConcurrently } from "./limiter";

const programsInWork = 16;
const pageSize = 200;

export type Scoring = {
  db: Db;
  dataset: { id: number; name: string };
  modelId: number;
  scorer: Scorer;
  /** Only programs of these problems. */
  only?: SQL | undefined;
  signal: AbortSignal;
};

/**
 * Scores every program that a model has not scored yet; resolves to how many. A page of programs is written at a time, so
 * an interruption costs a page at most. `onScored` is called for each.
 */
export async function scoreMissing(
  { db, dataset, modelId, scorer, only, signal }: Scoring,
  onScored: () => void,
): Promise<number> {
  // Of one dataset all problems have one format, but a test is cheap to make and keeps to what a problem says.
  const tests = new Map<string, ReturnType<typeof inSampleTest>>();
  const testOf = (format: string) => {
    const known =
      tests.get(format) ?? inSampleTest(scorer.manifest.training.in_sample, [dataset.name, format]);
    tests.set(format, known);
    return known;
  };
  let scored = 0;
  for (let last = 0; ; ) {
    const page = await unscoredPage(db, { datasetId: dataset.id, modelId, only, after: last });
    const end = page.at(-1);
    if (end === undefined) return scored;
    last = end.id;
    const rows: (typeof scores.$inferInsert)[] = [];
    // Mutants have most of their text in common with their reference: together, they are read once as far as they agree.
    const ordered = inPrefixOrder(page);
    await forEachConcurrently(
      ordered,
      programsInWork,
      async ({ id, statement, code, split, format, key }) => {
        const group = `problem ${format} ${key}`;
        const result = await scorer.score({ statement, code }, { priority: "bulk", group, signal });
        rows.push({
          programId: id,
          modelId,
          // NaN is null in JSON, and so in the array that is stored: the model does not speak of the line.
          lines: result.scores.map((score) => score ?? Number.NaN),
          firstError: result.firstError,
          inSample: testOf(format)({ split, key }),
        });
        onScored();
      },
    );
    await db.transaction((tx) => bulkInsert(tx, scores, rows, { onConflictDoNothing: true }));
    scored += rows.length;
  }
}

type Wanted = { datasetId: number; modelId: number; only?: SQL | undefined };

async function unscoredPage(db: Db, { datasetId, modelId, only, after }: Wanted & { after: number }) {
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
    .where(and(eq(programs.datasetId, datasetId), gt(programs.id, after), isNull(scores.programId), only))
    .orderBy(asc(programs.id))
    .limit(pageSize);
}

/** Programs that a model is to score, and those of them that it has not. */
export async function countToScore(
  db: Db,
  { datasetId, modelId, only }: Wanted,
): Promise<{ all: number; left: number }> {
  const [row] = await db
    .select({ all: count(), done: count(scores.programId) })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .leftJoin(scores, and(eq(scores.programId, programs.id), eq(scores.modelId, modelId)))
    .where(and(eq(programs.datasetId, datasetId), only));
  const { all, done } = row ?? { all: 0, done: 0 };
  return { all, left: all - done };
}
