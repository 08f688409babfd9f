import { and, asc, eq, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "#db/client";
import { environments, problems, programs, runs } from "#db/schema/index";
import { limitsFromReference } from "#server/verification/index";
import { type Limits, limitsSchema } from "#server/verification/schema";

/**
 * The budget of a problem's mutants: what the first run of its reference that passes the present tests gives. Without
 * limits of its own where the reference fails them; null where it has to be run on them first.
 */
export async function limitsOfMutants(db: Db, problemId: number): Promise<Partial<Limits> | null> {
  const reference = alias(programs, "reference");
  const ofReference = and(eq(reference.problemId, problemId), eq(reference.origin, "reference"));
  const [passed] = await db
    .select({ run: runs, detail: environments.detail })
    .from(reference)
    .innerJoin(problems, eq(problems.id, reference.problemId))
    .innerJoin(runs, and(eq(runs.programId, reference.id), eq(runs.suiteVersion, problems.suiteVersion)))
    .innerJoin(environments, eq(environments.id, runs.environmentId))
    .where(and(ofReference, eq(runs.verdict, "passed")))
    .orderBy(asc(runs.id))
    .limit(1);
  if (passed !== undefined) {
    const { cpuUs, peakKb, cpuLimitMs: cpuMs, wallLimitMs: wallMs, memoryLimitMb: memoryMb } = passed.run;
    const { outputKb } = limitsSchema.pick({ outputKb: true }).parse(passed.detail);
    return limitsFromReference({ cpuUs, peakKb, limits: { cpuMs, wallMs, memoryMb, outputKb } });
  }
  const [outdated] = await db
    .select({ id: reference.id })
    .from(reference)
    .innerJoin(problems, eq(problems.id, reference.problemId))
    .innerJoin(runs, eq(runs.id, reference.currentRunId))
    .where(and(ofReference, ne(runs.suiteVersion, problems.suiteVersion)))
    .limit(1);
  return outdated === undefined ? {} : null;
}
