import { and, asc, eq, isNull, like, ne, or } from "drizzle-orm";
import type { Db } from "#db/client";
import { problemStats, problems, programs, runEvidence } from "#db/schema/index";
import { getDataset } from "#server/datasets/index";
import type { JobResult } from "../contracts";
import { undecidedMark } from "./store-build";

/** What a dataset's builds came to, read from what they wrote: it does not matter how often they were interrupted. */
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
  const undecided = await db
    .select({ key: problems.key })
    .from(problemStats)
    .innerJoin(problems, eq(problems.id, problemStats.problemId))
    .where(and(eq(problemStats.datasetId, datasetId), like(problemStats.builtWith, `%${undecidedMark}`)))
    .orderBy(asc(problems.id));
  const named = new Set(failed.map(({ key }) => key));
  return {
    problems: builtProblems - undecided.length,
    mutants: Object.values(verdicts).reduce((sum, count) => sum + count, 0),
    verdicts,
    failed: [
      ...failed.map(({ key, verdict, message }) => ({
        key,
        reason: `the reference does not pass its own tests: ${message ?? verdict ?? "it was not run"}`,
      })),
      ...undecided
        .filter(({ key }) => !named.has(key))
        .map(({ key }) => ({ key, reason: "the sandbox failed at some of its programs: build it again" })),
    ],
  };
}
