import { and, asc, eq, ne } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems, programs, runs, sources } from "#db/schema/index";
import { getSuite } from "#server/datasets/index";
import type { Limits, RunResult } from "#server/verification/schema";
import { type Verify, verifyTwice } from "./build-problem";
import { limitsOfMutants } from "./limits-of-mutants";
import { rederiveProblem } from "./rederive-problem";
import { type MadeRun, storeRuns, takeRunIds } from "./store-runs";

type Retest = {
  problemId: number;
  verify: Verify;
  environmentOf: (run: RunResult) => Promise<number>;
};

/**
 * Runs the programs of a problem whose runs are of an earlier version of its tests on the present one, the reference
 * first, and says anew what follows. Returns of how many the sandbox said nothing, twice: their earlier runs still count,
 * as do those of the mutants of such a reference, whose budgets are not known.
 */
export async function retestProblem(db: Db, task: Retest): Promise<number> {
  const outdated = await outdatedPrograms(db, task.problemId);
  if (outdated.length === 0) return 0;
  const references = outdated.filter(({ origin }) => origin === "reference");
  const others = outdated.filter(({ origin }) => origin !== "reference");
  const { told } = await retest(db, task, { programs: references, limits: {} });
  const limits = await limitsOfMutants(db, task.problemId);
  const run = limits === null ? { told: 0 } : await retest(db, task, { programs: others, limits });
  return outdated.length - told - run.told;
}

/**
 * The part of that which mutants' budgets need: runs the problem's references whose runs are of an earlier version of its
 * tests on the present one. Returns how many verdicts are other ones now.
 */
export async function retestReferences(db: Db, task: Retest): Promise<number> {
  const outdated = await outdatedPrograms(db, task.problemId);
  const references = outdated.filter(({ origin }) => origin === "reference");
  return (await retest(db, task, { programs: references, limits: {} })).changed;
}

type Outdated = { id: number; origin: string; source: string };
type Batch = { programs: readonly Outdated[]; limits: Partial<Limits> };

/** Runs programs on the present tests and stores what the sandbox said of them: `told` programs. */
async function retest(db: Db, { problemId, verify, environmentOf }: Retest, { programs, limits }: Batch) {
  if (programs.length === 0) return { told: 0, changed: 0 };
  const { suite, version } = await getSuite(db, problemId);
  const made: MadeRun[] = [];
  await Promise.all(
    programs.map(async ({ id, source }) => {
      const verified = await verifyTwice(verify, source, suite, limits);
      const environmentId = await environmentOf(verified.run);
      if (verified.run.verdict !== "infra-error") made.push({ ...verified, programId: id, environmentId });
    }),
  );
  if (made.length === 0) return { told: 0, changed: 0 };
  const { changed } = await db.transaction(async (tx) => {
    const runIds = await takeRunIds(tx, made);
    await storeRuns(tx, made, { runIds, suiteVersion: version, batch: null });
    return rederiveProblem(tx, problemId);
  });
  return { told: made.length, changed };
}

/** Programs that were run, but not on the present tests; references first. */
function outdatedPrograms(db: Db, problemId: number): Promise<Outdated[]> {
  return db
    .select({ id: programs.id, origin: programs.origin, source: sources.text })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .innerJoin(sources, eq(sources.programId, programs.id))
    .innerJoin(runs, eq(runs.id, programs.currentRunId))
    .where(and(eq(programs.problemId, problemId), ne(runs.suiteVersion, problems.suiteVersion)))
    .orderBy(asc(programs.id));
}
