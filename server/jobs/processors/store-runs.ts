import type { Tx } from "#db/client";
import { runEvidence, runs } from "#db/schema/index";
import { bulkInsert, takeIds } from "#server/datasets/index";
import { bitsOfLines } from "#server/labels/index";
import type { RunResult } from "#server/verification/schema";
import type { Verified } from "./build-problem";

export type MadeRun = Verified & { programId: number; environmentId: number };
type RunIds = { run: number; first: number | null };

/** Ids for runs that are about to be stored: a first timeout's is the one before its repetition's. */
export async function takeRunIds(tx: Tx, made: readonly Pick<MadeRun, "first">[]): Promise<RunIds[]> {
  const firsts = made.filter(({ first }) => first !== null).length;
  const ids = (await takeIds(tx, runs, made.length + firsts)).values();
  const next = () => ids.next().value ?? 0;
  return made.map(({ first }) => ({ first: first === null ? null : next(), run: next() }));
}

/** Appends runs with their evidence; nothing that is there is changed. */
export async function storeRuns(
  tx: Tx,
  made: readonly MadeRun[],
  { runIds, suiteVersion, batch }: { runIds: readonly RunIds[]; suiteVersion: number; batch: string | null },
): Promise<void> {
  const rows = made.flatMap(({ programId, environmentId, run, first }, at) => {
    const ids = runIds[at] ?? { run: 0, first: null };
    const counted = { id: ids.run, programId, environmentId, run };
    return first === null || ids.first === null
      ? [counted]
      : [{ id: ids.first, programId, environmentId, run: first }, counted];
  });
  await bulkInsert(
    tx,
    runs,
    rows.map(({ id, programId, environmentId, run }) => ({
      id,
      programId,
      environmentId,
      suiteVersion,
      batch,
      verdict: run.verdict,
      attempts: run.attempts,
      cpuUs: Math.round(run.cpuUs),
      wallUs: Math.round(run.wallUs),
      peakKb: run.peakKb,
      cpuLimitMs: run.limits.cpuMs,
      wallLimitMs: run.limits.wallMs,
      memoryLimitMb: run.limits.memoryMb,
      at: new Date(),
    })),
  );
  await bulkInsert(
    tx,
    runEvidence,
    rows.map(({ id, run }) => evidenceOf(id, run)),
  );
}

function evidenceOf(runId: number, run: RunResult) {
  return {
    runId,
    outcomes: run.outcomes,
    executed: run.executedLines === null ? null : bitsOfLines(run.executedLines),
    failingLine: run.failingLine,
    message: run.message,
    traceback: run.traceback,
    stdout: run.stdout,
  };
}
