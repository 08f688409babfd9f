import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { problems, testCases, testSuites } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { type TestSuite, testSuiteSchema } from "#server/verification/schema";

export type ProblemSuite = {
  version: number;
  suite: TestSuite;
  /** The tests as they were written, one for each case. */
  sources: string[];
};

/** The tests that count for a problem now. Throws `not-found`. */
export async function getSuite(db: Db, problemId: number): Promise<ProblemSuite> {
  const [problem] = await db
    .select({ version: problems.suiteVersion, setup: testSuites.setup })
    .from(problems)
    .leftJoin(
      testSuites,
      and(eq(testSuites.problemId, problems.id), eq(testSuites.version, problems.suiteVersion)),
    )
    .where(eq(problems.id, problemId));
  if (problem === undefined) throw new AppError("not-found", `There is no problem ${problemId}.`);
  const cases = await db
    .select({ spec: testCases.spec, source: testCases.source })
    .from(testCases)
    .where(and(eq(testCases.problemId, problemId), eq(testCases.suiteVersion, problem.version)))
    .orderBy(asc(testCases.ordinal));
  return {
    version: problem.version,
    suite: testSuiteSchema.parse({ setup: problem.setup ?? "", cases: cases.map(({ spec }) => spec) }),
    sources: cases.map(({ source }) => source),
  };
}
