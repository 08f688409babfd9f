import { setMaxListeners } from "node:events";
import { and, asc, count, eq, inArray, notExists, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems, programs, runs, sources } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { reasonMask } from "#server/core/vocabulary";
import { getDataset, getSuite } from "#server/datasets/index";
import type { JobPayload } from "../contracts";
import { askForDisagreement } from "../index";
import type { Processor } from "../processor";
import { type Verify, verifyTwice } from "./build-problem";
import { environmentIds } from "./environment";
import { createLimiter, forEachConcurrently } from "./limiter";
import { limitsOfMutants } from "./limits-of-mutants";
import { rederiveProblem } from "./rederive-problem";
import { retestReferences } from "./retest-problem";
import { storeRuns, takeRunIds } from "./store-runs";
import { verifyWithFirst } from "./verify-with-first";

const runsInFlight = 64;
const problemsInWork = 8;
/** Runs of a problem, with what they printed, that wait to be stored together. */
const runsHeld = 500;

/**
 * Runs programs again, each a number of times, on the latest version of their tests; first the reference, where it was
 * not run on it, since mutants' budgets come from there. All runs of a program are appended in one transaction, some
 * hundred runs of a problem at a time, together with what follows from them, so that an interrupted re-run goes on with
 * the programs that are left.
 */
export const processRerun: Processor<"rerun"> = async ({ payload, db, signal, progress, engines }) => {
  const { datasetId, filter, times, batch } = payload;
  await getDataset(db, datasetId);
  const chosen = chosenPrograms(payload);
  const waiting = await db
    .select({ problemId: programs.problemId, programs: count() })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .where(and(chosen, notExists(runOfBatch(db, batch))))
    .groupBy(programs.problemId)
    .orderBy(asc(programs.problemId));
  const before = await doneBefore(db, payload);
  const result = {
    programs: before.programs,
    runs: before.runs,
    failed: before.failed,
    left: 0,
    flaky: 0,
    changed: 0,
  };
  const total = before.programs + waiting.reduce((sum, each) => sum + each.programs, 0);
  const report = () =>
    progress({ done: result.programs + result.left, total, message: `programs run ${times} times each` });
  report();

  const verifier = waiting.length === 0 ? null : await engines.verifier();
  const limited = createLimiter(runsInFlight);
  // Somebody waits for a single program.
  const priority = filter.programIds?.length === 1 ? "interactive" : "bulk";
  const verify: Verify = (source, suite, limits) =>
    limited(async () => {
      signal.throwIfAborted();
      if (verifier === null) throw new AppError("internal", "There is nothing to verify.");
      return verifyWithFirst(verifier, { source, suite, limits }, { priority, signal });
    });
  setMaxListeners(0, signal);
  const environmentOf = environmentIds(db);

  await forEachConcurrently(waiting, problemsInWork, async ({ problemId }) => {
    signal.throwIfAborted();
    const asked = await db
      .select({ id: programs.id, origin: programs.origin, source: sources.text })
      .from(programs)
      .innerJoin(problems, eq(problems.id, programs.problemId))
      .innerJoin(sources, eq(sources.programId, programs.id))
      .where(and(chosen, eq(programs.problemId, problemId), notExists(runOfBatch(db, batch))))
      .orderBy(asc(programs.id));
    if (asked.some(({ origin }) => origin === "mutant")) {
      result.changed += await retestReferences(db, { problemId, verify, environmentOf });
    }
    const limits = await limitsOfMutants(db, problemId);
    // Where the sandbox said nothing of the reference, nobody knows what the tests cost: such mutants are left alone.
    const own = asked.filter(({ origin }) => limits !== null || origin !== "mutant");
    result.left += asked.length - own.length;
    const { suite, version } = await getSuite(db, problemId);
    for (const some of slices(own, Math.max(1, Math.floor(runsHeld / times)))) {
      const made = await Promise.all(
        some.flatMap(({ id, origin, source }) =>
          Array.from({ length: times }, async () => {
            const verified = await verifyTwice(
              verify,
              source,
              suite,
              origin === "mutant" ? (limits ?? {}) : {},
            );
            return { ...verified, programId: id, environmentId: await environmentOf(verified.run) };
          }),
        ),
      );
      const derived = await db.transaction(async (tx) => {
        await storeRuns(tx, made, { runIds: await takeRunIds(tx, made), suiteVersion: version, batch });
        return rederiveProblem(tx, problemId);
      });
      result.programs += some.length;
      result.runs += made.length;
      result.failed += made.filter(({ run }) => run.verdict === "infra-error").length;
      result.changed += derived.changed;
      report();
    }
  });
  result.flaky = await countFlaky(db, payload);
  await askForDisagreement(db, { datasetId });
  return result;
};

function* slices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

type Payload = JobPayload<"rerun">;

function chosenPrograms({ datasetId, filter }: Payload): SQL | undefined {
  const { programIds, problemIds, verdicts, intents, reasons } = filter;
  return and(
    eq(programs.datasetId, datasetId),
    programIds && inArray(programs.id, programIds),
    problemIds && inArray(programs.problemId, problemIds),
    verdicts && inArray(programs.verdict, verdicts),
    intents && inArray(programs.intent, intents),
    reasons && sql`(${programs.reasonMask} & ${reasonMask(reasons)}::int) <> 0`,
  );
}

function runOfBatch(db: Db, batch: string) {
  return db
    .select({ one: sql`1` })
    .from(runs)
    .where(and(eq(runs.programId, programs.id), eq(runs.batch, batch)));
}

/** What an interrupted attempt at the same re-run has done. */
async function doneBefore(db: Db, { datasetId, batch, times }: Payload) {
  const [row] = await db
    .select({
      programs: sql<number>`count(distinct ${runs.programId})::int`,
      failed: sql<number>`(count(*) filter (where ${runs.verdict} = 'infra-error'))::int`,
    })
    .from(runs)
    .innerJoin(programs, eq(programs.id, runs.programId))
    .where(and(eq(programs.datasetId, datasetId), eq(runs.batch, batch)));
  const done = row?.programs ?? 0;
  return { programs: done, runs: done * times, failed: row?.failed ?? 0 };
}

/** How many of the programs that were run again have runs that disagree. */
async function countFlaky(db: Db, { datasetId, batch }: Payload): Promise<number> {
  const [row] = await db
    .select({ programs: count() })
    .from(programs)
    .where(
      and(
        eq(programs.datasetId, datasetId),
        sql`(${programs.reasonMask} & ${reasonMask(["flaky"])}::int) <> 0`,
        sql`exists (${runOfBatch(db, batch)})`,
      ),
    );
  return row?.programs ?? 0;
}
