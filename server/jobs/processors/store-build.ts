import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { autoLabels, edits, problemStats, programs, sources, suspicions } from "#db/schema/index";
import { splitLines } from "#server/core/lines";
import { classifyLines } from "#server/core/python-lines";
import { reasonMask, ruleIds, suspicionReasons } from "#server/core/vocabulary";
import { bulkInsert, refreshProblemStats, takeIds } from "#server/datasets/index";
import { labelToWire, type Suspicion } from "#server/labels/index";
import type { BuiltProblem, Judged, JudgedMutant } from "./build-problem";
import { rederiveProblem } from "./rederive-problem";
import { storeRuns, takeRunIds } from "./store-runs";

type Place = { datasetId: number; problemId: number; referenceId: number; suiteVersion: number };
type Storing = Place & {
  /** What it was built with; null: it was not, mutants were added. Stored with a `?` when the sandbox failed at some program: such a problem is built again. */
  builtWith: string | null;
  /** Of mutants that a model wrote, by source hash: the reply each came from, and why. */
  taught?: ReadonlyMap<string, { callId: number; reason: string }>;
  /** The environment of each program's run, the reference's first. */
  environmentIds: readonly number[];
  /** Whether the reference was run now; else its earlier run still counts. */
  referenceIsNew: boolean;
  /** Whether an earlier run said something of the reference. */
  wasJudged: boolean;
};

/** Ends what a problem was built with when that is not finished. */
export const undecidedMark = "?";

/**
 * Writes what was built of one problem, all of it or nothing. The problem's row is locked first: whoever built it with
 * the same options in the meantime has done this already, and then nothing is written. False: nothing was.
 */
export async function storeBuild(tx: Tx, built: BuiltProblem, storing: Storing): Promise<boolean> {
  const { problemId, referenceId, builtWith } = storing;
  const [stats] = await tx
    .select({ builtWith: problemStats.builtWith })
    .from(problemStats)
    .where(eq(problemStats.problemId, problemId))
    .for("update");
  if (stats === undefined || (builtWith !== null && stats.builtWith === builtWith)) return false;
  const mark = builtWith !== null && built.undecided > 0 ? `${builtWith}${undecidedMark}` : builtWith;
  if (built.reference.run.verdict === "infra-error" && storing.wasJudged) {
    // What an earlier run said of it stays.
    if (mark === null) return false;
    await tx.update(problemStats).set({ builtWith: mark }).where(eq(problemStats.problemId, problemId));
    return true;
  }
  const there = await tx
    .select({ sourceHash: programs.sourceHash })
    .from(programs)
    .where(eq(programs.problemId, problemId));
  const known = new Set(there.map(({ sourceHash }) => sourceHash.toString("hex")));
  const numbered = built.mutants.map((mutant, index) => ({ mutant, index: index + 1 }));
  const fresh = numbered.filter(({ mutant }) => !known.has(mutant.sourceHash));
  const ids = await takeIds(tx, programs, fresh.length);
  const stored: Stored[] = fresh.map(({ mutant, index }, at) => ({
    id: ids[at] ?? 0,
    index,
    program: mutant,
  }));
  if (storing.referenceIsNew) stored.unshift({ id: referenceId, index: 0, program: built.reference });
  const made = stored.map(({ id, index, program }) => ({
    programId: id,
    run: program.run,
    first: program.firstTimeout,
    environmentId: storing.environmentIds[index] ?? 0,
  }));
  const { suiteVersion } = storing;
  const runIds = await takeRunIds(tx, made);
  const withRuns = stored.map((each, at) => ({ ...each, runId: runIds[at]?.run ?? 0 }));
  await storePrograms(tx, withRuns, built.suspicions, storing);
  await storeRuns(tx, made, { runIds, suiteVersion, batch: null });
  await storeLabels(tx, withRuns, storing.referenceIsNew ? referenceId : null);
  await storeSuspicions(tx, stored, built.suspicions, storing);
  const codeLines = classifyLines(built.reference.source).filter((kind) => kind === "code").length;
  await refreshProblemStats(tx, problemId, { builtWith: mark, codeLines });
  // A reference that was run before and now does otherwise: its runs together say which one counts.
  if (storing.referenceIsNew && storing.wasJudged) await rederiveProblem(tx, problemId);
  return true;
}

type Stored = { id: number; index: number; program: Judged | JudgedMutant };
type WithRun = Stored & { runId: number };

async function storePrograms(
  tx: Tx,
  stored: readonly WithRun[],
  found: readonly Suspicion[],
  { datasetId, problemId, referenceId, taught }: Storing,
): Promise<void> {
  const mutants = stored.flatMap(({ program, ...rest }) =>
    "mutant" in program ? [{ ...rest, program }] : [],
  );
  const suspicionOf = (index: number) => {
    const own = found.filter(({ program }) => program === index);
    const rank = Math.max(0, ...own.map((each) => each.rank));
    return { reasonMask: reasonMask(own.map(({ reason }) => reason)), suspicion: rank };
  };
  await bulkInsert(
    tx,
    programs,
    mutants.map(({ id, runId, index, program: { mutant, run, source, sourceHash } }) => ({
      id,
      datasetId,
      problemId,
      parentId: referenceId,
      origin: "mutant" as const,
      sourceHash: Buffer.from(sourceHash, "hex"),
      lineCount: splitLines(source).length,
      operator: mutant.operator,
      intent: mutant.intent,
      teacher: mutant.teacher,
      labelLine: mutant.edit.labelLine,
      verdict: run.verdict,
      currentRunId: runId,
      ...suspicionOf(index),
    })),
  );
  await bulkInsert(
    tx,
    sources,
    mutants.map(({ id, program }) => ({ programId: id, text: program.source })),
  );
  await bulkInsert(
    tx,
    edits,
    mutants.map(({ id, program: { mutant, sourceHash } }) => ({
      programId: id,
      teacherCallId: taught?.get(sourceHash)?.callId ?? null,
      reason: taught?.get(sourceHash)?.reason ?? null,
      hunks: mutant.edit.hunks.flatMap((hunk) => [hunk.parentFrom, hunk.parentTo, hunk.from, hunk.to]),
      operatorVersion: mutant.operatorVersion,
      siteLine: mutant.siteLine,
      siteIndex: mutant.siteIndex,
      siteCount: mutant.siteCount,
      probability: mutant.probability,
      seed: mutant.seed,
    })),
  );
  const reference = stored.find(({ id }) => id === referenceId);
  await tx
    .update(programs)
    .set({
      ...suspicionOf(0),
      ...(reference && { verdict: reference.program.run.verdict, currentRunId: reference.runId }),
    })
    .where(eq(programs.id, referenceId));
}

async function storeLabels(tx: Tx, stored: readonly WithRun[], referenceId: number | null): Promise<void> {
  if (referenceId !== null) await tx.delete(autoLabels).where(eq(autoLabels.programId, referenceId));
  await bulkInsert(
    tx,
    autoLabels,
    stored.flatMap(({ id, runId, program }) =>
      ruleIds.map((rule) => {
        const { lines, taintedAfter, derivation } = program.rules[rule];
        return {
          programId: id,
          rule,
          runIds: [runId],
          lines: lines.map(({ line }) => line),
          labels: lines.map(({ label }) => labelToWire(label)),
          taintedAfter,
          derivation,
        };
      }),
    ),
  );
}

async function storeSuspicions(
  tx: Tx,
  stored: readonly Stored[],
  found: readonly Suspicion[],
  { datasetId, referenceId }: Place,
): Promise<void> {
  const idOf = new Map(stored.map(({ index, id }) => [index, id])).set(0, referenceId);
  // What was said of the reference before is said anew; what somebody settled stays settled.
  await tx
    .delete(suspicions)
    .where(and(eq(suspicions.programId, referenceId), eq(suspicions.settled, false)));
  const rows = found.flatMap(({ program, reason, line, rank }) => {
    const programId = idOf.get(program);
    return programId === undefined
      ? []
      : [{ programId, reason: suspicionReasons.indexOf(reason), datasetId, line, rank }];
  });
  await bulkInsert(tx, suspicions, rows, { onConflictDoNothing: true });
  await tx.execute(sql`
    update programs set suspicion = coalesce(
      (select max(rank) from suspicions where program_id = ${referenceId} and not settled), 0)
    where id = ${referenceId}`);
}
