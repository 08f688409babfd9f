import { setMaxListeners } from "node:events";
import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets, problemStats } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { type RuleId, ruleIdSchema } from "#server/core/vocabulary";
import { getTeacher } from "#server/settings/index";
import { createTeacher } from "#server/teacher/index";
import { wordsForDrops } from "#server/teacher/schema";
import type { JobResult } from "../contracts";
import type { Processor } from "../processor";
import { createAsker, type Failure } from "./ask-statements";
import type { Verify } from "./build-problem";
import { createLimiter, forEachConcurrently } from "./limiter";
import { createBudget } from "./teach-budget";
import { addTaught, judgeReference, loadTaughtProblem } from "./teach-store";
import { fruitlessOf, paidBy, usedBy } from "./teacher-calls";
import { verifyWithFirst } from "./verify-with-first";

/** Runs that wait for the verifier at once: replies come slowly, so this is plenty. */
const runsInFlight = 32;
/** Problems in work at once, so that the calls in flight are never held up by one problem's runs. */
const problemsInWork = (concurrency: number) => Math.min(16, concurrency + 2);
const maxFailures = 1_000;

/**
 * Asks a language model for rewrites of every statement of a dataset's references, and verifies and labels what comes of
 * them. Every reply is stored before it is used, and a problem's mutants are stored together with what became of its
 * replies: after an interruption nothing is asked twice, and nothing is used twice.
 */
export const processTeach: Processor<"teach"> = async ({ job, payload, db, signal, progress, engines }) => {
  const { datasetId, options, sampling, prices } = payload;
  const rule = await ruleOf(db, datasetId);
  if (options.budgetUsd !== undefined && prices === null) {
    throw new AppError("invalid-input", "A budget in dollars needs the model's prices: see the settings.");
  }
  const { settings, endpoint } = await getTeacher(db);
  const problemIds = await problemsOf(db, datasetId, options.problems);
  const paid = await paidBy(db, job.id);
  const budget = createBudget(options, { prices, spent: paid });
  const failures = new Map<number, Failure[]>();
  const taken = { calls: paid.calls, tokens: paid.promptTokens + paid.completionTokens, usd: paid.costUsd };
  let done = 0;
  const report = () => progress({ done, total: problemIds.length, message: wordsFor(taken) });
  report();

  // One failure that every other call would share ends those in flight as well.
  const hopeless = new AbortController();
  const stop = AbortSignal.any([signal, hopeless.signal]);
  setMaxListeners(0, signal, stop);
  const ask = createAsker({
    db,
    teacher: createTeacher({ endpoint, sampling }),
    place: { datasetId, jobId: job.id },
    asking: { options, sampling, prices },
    budget,
    limited: createLimiter(settings.concurrency),
    signal: stop,
    giveUp: (error) => hopeless.abort(error),
    onReply: ({ tokens, costUsd }) => {
      taken.calls += 1;
      taken.tokens += tokens;
      if (costUsd !== null) taken.usd = (taken.usd ?? 0) + costUsd;
      report();
    },
  });
  const verify = createVerify(await engines.verifier(), stop);

  await forEachConcurrently(problemIds, problemsInWork(settings.concurrency), async (problemId) => {
    stop.throwIfAborted();
    const problem = await loadTaughtProblem(db, problemId);
    const storing = { db, datasetId, jobId: job.id, rule, verify };
    const whole = (reason: string) => ({ key: problem.key, line: null, reason });
    const unfit = await judgeReference(problem, storing);
    if (unfit === null) {
      const { replies, failed } = await ask(problem);
      const undone = await addTaught(problem, replies, { ...storing, options });
      failures.set(problemId, undone === null ? failed : [...failed, whole(undone)]);
    } else failures.set(problemId, [whole(unfit)]);
    done += 1;
    report();
  }).catch((error) => {
    // Others fail because they were stopped; this is why.
    throw hopeless.signal.aborted ? hopeless.signal.reason : error;
  });
  for (const { problemId, key, line, dropped } of await fruitlessOf(db, job.id)) {
    const reason = `nothing of the reply could be used: ${wordsForDrops(dropped)}`;
    failures.set(problemId, [...(failures.get(problemId) ?? []), { key, line, reason }]);
  }
  const inOrder = problemIds.flatMap((id) =>
    (failures.get(id) ?? []).toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  );
  return resultOf(db, job.id, { stopped: budget.stopped(), failures: inOrder });
};

/** "problems asked about; 120 replies, 96000 tokens, $0.031" */
function wordsFor({ calls, tokens, usd }: { calls: number; tokens: number; usd: number | null }): string {
  const cost = usd === null ? "" : `, $${Number(usd.toPrecision(3))}`;
  return `problems asked about; ${calls} replies, ${tokens} tokens${cost}`;
}

type End = Pick<JobResult<"teach">, "stopped"> & { failures: Failure[] };

/** Read from what was stored: it does not matter how often the job was interrupted. */
async function resultOf(db: Db, jobId: number, { stopped, failures }: End): Promise<JobResult<"teach">> {
  return {
    ...(await paidBy(db, jobId)),
    ...(await usedBy(db, jobId)),
    stopped,
    failed: failures.slice(0, maxFailures),
    failedMore: Math.max(0, failures.length - maxFailures),
  };
}

async function ruleOf(db: Db, datasetId: number): Promise<RuleId> {
  const [dataset] = await db.select().from(datasets).where(eq(datasets.id, datasetId));
  if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${datasetId}.`);
  return ruleIdSchema.parse(dataset.rule);
}

async function problemsOf(db: Db, datasetId: number, first: number | undefined): Promise<number[]> {
  const query = db
    .select({ id: problemStats.problemId })
    .from(problemStats)
    .where(eq(problemStats.datasetId, datasetId))
    .orderBy(asc(problemStats.problemId));
  return (await (first === undefined ? query : query.limit(first))).map(({ id }) => id);
}

function createVerify(verifier: Parameters<typeof verifyWithFirst>[0], signal: AbortSignal): Verify {
  const limited = createLimiter(runsInFlight);
  return (source, suite, limits) =>
    limited(() => {
      signal.throwIfAborted();
      return verifyWithFirst(verifier, { source, suite, limits }, { priority: "bulk", signal });
    });
}
