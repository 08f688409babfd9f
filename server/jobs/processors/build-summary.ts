import { and, asc, eq, isNull, ne, or } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems, programs, runEvidence } from "#db/schema/index";
import { getDataset } from "#server/datasets/index";
import type { JobResult } from "../contracts";

/** What a data set's builds came to, read from what they wrote: it does not matter how often they were interrupted. */
export async function buildSummary(db: Db, datasetId: number): Promise<JobResult<"build">> {
  const { builtProblems, verdicts } = await getDataset(db, datasetId);
  const failed = await db
    .select({ key: problems.key, verdict: programs.verdict, message: runEvidence.message })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .leftJoin(runEvidence, eq(runEvidence.runId, programs.currentRunId))
    .where(
      and(
        eq(programs.datasetId, datasetId),
        eq(programs.origin, "reference"),
        or(ne(programs.verdict, "passed"), isNull(programs.verdict)),
      ),
    )
    .orderBy(asc(programs.id));
  return {
    problems: builtProblems,
    mutants: Object.values(verdicts).reduce((sum, count) => sum + count, 0),
    verdicts,
    failed: failed.map(({ key, verdict, message }) => ({
      key,
      reason: `the reference does not pass its own tests: ${message ?? verdict ?? "it was not run"}`,
    })),
  };
}
