import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { environments, programs, runEvidence, runs } from "#db/schema/index";
import type { RunRow } from "./schema";

/** More than anybody looks through; the newest are shown. */
const maxRuns = 300;
const environmentSchema = z.object({ provider: z.string(), interpreter: z.string() });

/** Every run of a program, the newest first: what it said, where, and what it used. */
export async function listRuns(db: Db, programId: number): Promise<RunRow[]> {
  const rows = await db
    .select({
      id: runs.id,
      verdict: runs.verdict,
      attempts: runs.attempts,
      suiteVersion: runs.suiteVersion,
      cpuUs: runs.cpuUs,
      cpuLimitMs: runs.cpuLimitMs,
      batch: runs.batch,
      at: runs.at,
      message: runEvidence.message,
      environment: environments.detail,
      currentRunId: programs.currentRunId,
    })
    .from(runs)
    .innerJoin(programs, eq(programs.id, runs.programId))
    .innerJoin(environments, eq(environments.id, runs.environmentId))
    .leftJoin(runEvidence, eq(runEvidence.runId, runs.id))
    .where(eq(runs.programId, programId))
    .orderBy(desc(runs.id))
    .limit(maxRuns);
  return rows.map(({ environment, currentRunId, batch, ...row }) => ({
    ...row,
    ...environmentSchema.parse(environment),
    rerun: batch !== null,
    counts: row.id === currentRunId,
  }));
}
