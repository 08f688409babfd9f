import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems } from "#db/schema/index";
import { sha256 } from "#server/core/digest";
import type { RuleId } from "#server/core/vocabulary";
import type { CallOutcome, TeachOptions } from "#server/teacher/schema";
import type { Answered } from "./ask-statements";
import { loadTask } from "./build";
import { type BuiltProblem, buildProblem, type Verify } from "./build-problem";
import { environmentIds } from "./environment";
import { storeBuild } from "./store-build";
import { mutantsOfReplies } from "./teach-problem";
import { settleReplies } from "./teacher-calls";

export type TaughtProblem = Awaited<ReturnType<typeof loadTask>> & {
  problemId: number;
  /** The task, as the model is shown it. */
  statement: string;
};

export async function loadTaughtProblem(db: Db, problemId: number): Promise<TaughtProblem> {
  const [row] = await db
    .select({ statement: problems.statement })
    .from(problems)
    .where(eq(problems.id, problemId));
  return { ...(await loadTask(db, problemId)), problemId, statement: row?.statement ?? "" };
}

type Storing = {
  db: Db;
  datasetId: number;
  jobId: number;
  rule: RuleId;
  verify: Verify;
};

/**
 * Why nothing should be paid for this problem; null when its reference passes its tests, which is found out here if no build
 * has done so.
 */
export async function judgeReference(problem: TaughtProblem, storing: Storing): Promise<string | null> {
  const { referenceVerdict } = problem;
  if (referenceVerdict === "passed") return null;
  if (referenceVerdict !== null && referenceVerdict !== "infra-error") {
    return `the reference does not pass its own tests: ${referenceVerdict}`;
  }
  const built = await buildProblem({
    ...problem,
    make: () => [],
    rule: storing.rule,
    verify: storing.verify,
  });
  await store(built, problem, storing, new Map(), new Map());
  problem.referenceVerdict = built.reference.run.verdict;
  return built.failed;
}

/**
 * Makes the mutants of replies that no job has used yet, verifies and labels them, and stores them with what became of the
 * replies in one transaction. Returns why that could not be done, null when it was.
 */
export async function addTaught(
  problem: TaughtProblem,
  answered: readonly Answered[],
  { options, ...storing }: Storing & { options: TeachOptions },
): Promise<string | null> {
  const replies = answered
    .filter(({ call }) => call.outcome === null)
    .map(({ statement, call }) => ({ callId: call.id, statement, reply: call.reply }));
  if (replies.length === 0) return null;
  const { mutations, refactorings } = options;
  const amounts = { known: problem.known, mutations, refactorings };
  const { taught, outcomes } = mutantsOfReplies(problem.code, replies, amounts);
  const built = await buildProblem({
    ...problem,
    make: () => taught.map(({ mutant }) => mutant),
    rule: storing.rule,
    verify: storing.verify,
  });
  const from = new Map(taught.map(({ mutant, callId, reason }) => [sha256(mutant.code), { callId, reason }]));
  const settled = built.failed === null ? outcomes : new Map<number, CallOutcome>();
  if (built.undecided > 0) {
    // A reply with a mutant of which the sandbox said nothing is used once more by the next job.
    const said = new Set(built.mutants.map(({ sourceHash }) => sourceHash));
    for (const [hash, { callId }] of from) if (!said.has(hash)) settled.delete(callId);
  }
  const stored = await store(built, problem, storing, from, settled);
  if (built.failed !== null) return built.failed;
  if (!stored || built.undecided > 0) return "the sandbox failed at some of its programs: start it again";
  return null;
}

async function store(
  built: BuiltProblem,
  problem: TaughtProblem,
  { db, datasetId, jobId }: Storing,
  taught: ReadonlyMap<string, { callId: number; reason: string }>,
  outcomes: ReadonlyMap<number, CallOutcome>,
): Promise<boolean> {
  const environmentOf = environmentIds(db);
  const judged = [built.reference, ...built.mutants];
  const environments = await Promise.all(judged.map(({ run }) => environmentOf(run)));
  return db.transaction(async (tx) => {
    const written = await storeBuild(tx, built, {
      ...problem,
      datasetId,
      builtWith: null,
      taught,
      environmentIds: environments,
      referenceIsNew: built.reference.run.verdict !== problem.referenceVerdict,
      wasJudged: problem.referenceVerdict !== null && problem.referenceVerdict !== "infra-error",
    });
    if (written) await settleReplies(tx, jobId, outcomes);
    return written;
  });
}
