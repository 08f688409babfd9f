import { and, asc, eq, ne } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems, programs, runs, sources } from "#db/schema/index";
import { getSuite } from "#server/datasets/index";
import { limitsFromReference } from "#server/verification/index";
import type { RunResult } from "#server/verification/schema";
import { type Verify, verifyTwice } from "./build-problem";
import { rederiveProblem } from "./rederive-problem";
import { type MadeRun, storeRuns, takeRunIds } from "./store-runs";

type Retest = {
  problemId: number;
  verify: Verify;
  environmentOf: (run: RunResult) => Promise<number>;
};

/**
 * Runs the programs of a problem whose runs are of an earlier version of its tests on the present one, the reference
 * first, and says anew what follows. Returns of how many the sandbox said nothing, twice: their earlier runs still count.
 */
export async function retestProblem(db: Db, { problemId, verify, environmentOf }: Retest): Promise<number> {
  const outdated = await outdatedPrograms(db, problemId);
  if (outdated.length === 0) return 0;
  const { suite, version } = await getSuite(db, problemId);
  const made: MadeRun[] = [];
  const run = async ({ id, source }: Outdated, limits: Parameters<Verify>[2]): Promise<RunResult> => {
    const verified = await verifyTwice(verify, source, suite, limits);
    const environmentId = await environmentOf(verified.run);
    if (verified.run.verdict !== "infra-error") made.push({ ...verified, programId: id, environmentId });
    return verified.run;
  };
  const references = outdated.filter(({ origin }) => origin === "reference");
  const results = await Promise.all(references.map((each) => run(each, {})));
  const passed = results.find(({ verdict }) => verdict === "passed");
  const limits = passed === undefined ? {} : limitsFromReference(passed);
  await Promise.all(outdated.filter((each) => !references.includes(each)).map((each) => run(each, limits)));
  await db.transaction(async (tx) => {
    const runIds = await takeRunIds(tx, made);
    await storeRuns(tx, made, { runIds, suiteVersion: version, batch: null });
    await rederiveProblem(tx, problemId);
  });
  return outdated.length - made.length;
}

type Outdated = { id: number; origin: string; source: string };

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
