import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "#db/client";
import { environments, runEvidence, runs } from "#db/schema/index";
import type { RunView } from "#server/datasets/schema";
import { testOutcomeSchema } from "#server/verification/schema";
import { linesOfBits } from "./line-bits";

const outcomesSchema = z.array(testOutcomeSchema);
const environmentSchema = z.object({ provider: z.string(), interpreter: z.string() });

/** A run with its evidence, null when it is not there. */
export async function getRun(db: Db | Tx, runId: number): Promise<RunView | null> {
  const [row] = await db
    .select()
    .from(runs)
    .innerJoin(environments, eq(environments.id, runs.environmentId))
    .leftJoin(runEvidence, eq(runEvidence.runId, runs.id))
    .where(eq(runs.id, runId));
  if (row === undefined) return null;
  const { runs: run, run_evidence: evidence } = row;
  const environment = environmentSchema.parse(row.environments.detail);
  return {
    id: run.id,
    verdict: run.verdict,
    outcomes: outcomesSchema.parse(evidence?.outcomes ?? []),
    executedLines: evidence?.executed ? linesOfBits(evidence.executed) : null,
    failingLine: evidence?.failingLine ?? null,
    message: evidence?.message ?? null,
    traceback: evidence?.traceback ?? null,
    stdout: evidence?.stdout ?? null,
    attempts: run.attempts,
    cpuUs: run.cpuUs,
    wallUs: run.wallUs,
    peakKb: run.peakKb,
    cpuLimitMs: run.cpuLimitMs,
    wallLimitMs: run.wallLimitMs,
    provider: environment.provider,
    interpreter: environment.interpreter,
    suiteVersion: run.suiteVersion,
    at: run.at,
  };
}
