import { setMaxListeners } from "node:events";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, edits, problemStats, problems, programs, sources } from "#db/schema/index";
import { sha256 } from "#server/core/digest";
import { AppError } from "#server/core/errors";
import { ruleIdSchema, ruleIds } from "#server/core/vocabulary";
import { getSuite } from "#server/datasets/index";
import type { SuspectedProgram } from "#server/labels/index";
import { listOperators, mutateInTurns } from "#server/mutation/index";
import { type MutateOptions, mutateOptionsSchema } from "#server/mutation/schema";
import { askForDisagreement } from "../index";
import type { Processor } from "../processor";
import { buildProblem, type Verify } from "./build-problem";
import { buildSummary } from "./build-summary";
import { environmentIds } from "./environment";
import { createLimiter, forEachConcurrently } from "./limiter";
import { retestProblem } from "./retest-problem";
import { storeBuild } from "./store-build";
import { verifyWithFirst } from "./verify-with-first";

/** Runs that wait for the verifier at once: enough that it never waits for the database. */
const runsInFlight = 64;
/** Problems in work at once: their references run alone, and timeouts hold one up for seconds. */
const problemsInWork = 12;

/**
 * Mutates, verifies and labels every problem of a dataset; programs that were run on earlier tests are run on the present
 * ones first. Each problem is written in one transaction and marked with what it was built with: after an interruption,
 * finished problems are passed over and the others begun anew.
 */
export const processBuild: Processor<"build"> = async ({ payload, db, signal, progress, engines }) => {
  const { datasetId } = payload;
  const options = mutateOptionsSchema.parse(payload.options);
  const [dataset] = await db.select().from(datasets).where(eq(datasets.id, datasetId));
  if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${datasetId}.`);
  const rule = ruleIdSchema.parse(dataset.rule);
  const unknown = options.operators?.find((id) => !listOperators().some((operator) => operator.id === id));
  if (unknown !== undefined) throw new AppError("invalid-input", `There is no operator "${unknown}".`);
  const all = await db
    .select({
      id: problemStats.problemId,
      builtWith: problemStats.builtWith,
      suiteVersion: problems.suiteVersion,
    })
    .from(problemStats)
    .innerJoin(problems, eq(problems.id, problemStats.problemId))
    .where(eq(problemStats.datasetId, datasetId))
    .orderBy(asc(problemStats.problemId));
  const digest = digestOf(options);
  const waiting = all.filter(({ builtWith, suiteVersion }) => builtWith !== digest(suiteVersion));
  let done = all.length - waiting.length;
  let judged = 0;
  const report = () =>
    progress({ done, total: all.length, message: `problems built; ${judged} programs verified in this go` });
  report();

  const verifier = waiting.length === 0 ? null : await engines.verifier();
  const limited = createLimiter(runsInFlight);
  const verify: Verify = (source, suite, limits) =>
    limited(async () => {
      signal.throwIfAborted();
      if (verifier === null) throw new AppError("internal", "There is nothing to verify.");
      const verified = await verifyWithFirst(
        verifier,
        { source, suite, limits },
        { priority: "bulk", signal },
      );
      judged += 1;
      return verified;
    });
  // Every run in flight listens to it, which is no leak.
  setMaxListeners(0, signal);
  const environmentOf = environmentIds(db);
  const unreadable: { key: string; reason: string }[] = [];

  await forEachConcurrently(waiting, problemsInWork, async ({ id }) => {
    signal.throwIfAborted();
    const untold = await retestProblem(db, { problemId: id, verify, environmentOf });
    const task = await loadTask(db, id);
    const make = async (source: string) => (await mutateInTurns({ source, ...options })).mutants;
    const built = await buildProblem({ ...task, make, rule, verify });
    built.undecided += untold;
    if (built.failed !== null && built.reference.run.verdict === "passed") {
      unreadable.push({ key: task.key, reason: built.failed });
    }
    const judgedPrograms = [built.reference, ...built.mutants];
    const environments = await Promise.all(judgedPrograms.map((program) => environmentOf(program.run)));
    await db.transaction((tx) =>
      storeBuild(tx, built, {
        ...task,
        datasetId,
        problemId: id,
        builtWith: digest(task.suiteVersion),
        environmentIds: environments,
        // A run that says the same again is not kept: decisions that rest on the first one stay up to date.
        referenceIsNew: built.reference.run.verdict !== task.referenceVerdict,
        wasJudged: task.referenceVerdict !== null && task.referenceVerdict !== "infra-error",
      }),
    );
    done += 1;
    report();
  });
  await askForDisagreement(db, { datasetId });
  const summary = await buildSummary(db, datasetId);
  return { ...summary, failed: [...summary.failed, ...unreadable] };
};

/** Everything that decides what a build makes: built with the same, a problem needs no building. */
function digestOf(options: MutateOptions): (suiteVersion: number) => string {
  const versions = listOperators().map(({ id, version }) => `${id}@${version}`);
  const chosen = { ...options, operators: options.operators?.toSorted() };
  return (suiteVersion) => sha256(JSON.stringify([chosen, versions, ruleIds, suiteVersion])).slice(0, 32);
}

/** What is known of a problem before its mutants are made. */
export async function loadTask(db: Db, problemId: number) {
  const [reference] = await db
    .select({ id: programs.id, code: sources.text, verdict: programs.verdict, key: problems.key })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .innerJoin(sources, eq(sources.programId, programs.id))
    .where(and(eq(programs.problemId, problemId), eq(programs.origin, "reference")))
    .orderBy(asc(programs.id))
    .limit(1);
  if (reference === undefined) throw new AppError("internal", `Problem ${problemId} has no reference.`);
  const { suite, version } = await getSuite(db, problemId);
  const others = await db
    .select({
      sourceHash: programs.sourceHash,
      intent: programs.intent,
      verdict: programs.verdict,
      siteLine: edits.siteLine,
    })
    .from(programs)
    .leftJoin(edits, eq(edits.programId, programs.id))
    .where(eq(programs.problemId, problemId));
  return {
    key: reference.key,
    code: reference.code,
    suite,
    suiteVersion: version,
    referenceId: reference.id,
    referenceVerdict: reference.verdict,
    known: new Set(others.map(({ sourceHash }) => sourceHash.toString("hex"))),
    earlier: others.flatMap(({ intent, verdict, siteLine }): SuspectedProgram[] =>
      intent === null || verdict === null ? [] : [earlierMutant({ intent, verdict, siteLine })],
    ),
  };
}

/** An earlier build's mutant, as far as it counts for others' suspicion. */
function earlierMutant(known: Pick<SuspectedProgram, "intent" | "verdict" | "siteLine">): SuspectedProgram {
  return {
    ...known,
    origin: "mutant",
    reasons: [],
    labelLine: null,
    label: null,
    prefix: "",
    labelLineExecuted: false,
    unexecutedLines: [],
  };
}
