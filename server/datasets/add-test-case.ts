import { eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { problemStats, problems, testCases, testSuites } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { TestCase } from "#server/verification/schema";

type AddedTest = { problemId: number; spec: TestCase; source: string };

/**
 * Gives a problem a new version of its tests, with one more at the end; what was run on earlier versions stays as it is,
 * and programs have to be run again. Returns the version, the present one where it has this test already. Throws
 * `not-found`.
 */
export async function addTestCase(tx: Tx, { problemId, spec, source }: AddedTest): Promise<number> {
  const [problem] = await tx
    .select({ version: problems.suiteVersion })
    .from(problems)
    .where(eq(problems.id, problemId))
    .for("update");
  if (problem === undefined) throw new AppError("not-found", `There is no problem ${problemId}.`);
  const { version } = problem;
  const there = await tx.execute<{ same: boolean; count: number }>(sql`
    select coalesce(bool_or(spec = ${JSON.stringify(spec)}::jsonb), false) as same, count(*)::int as count
    from ${testCases} where problem_id = ${problemId} and suite_version = ${version}`);
  const { same, count } = there.rows[0] ?? { same: false, count: 0 };
  if (same) return version;
  const next = version + 1;
  await tx.execute(sql`
    insert into ${testSuites} (problem_id, version, setup)
    select problem_id, ${next}::int, setup from ${testSuites}
    where problem_id = ${problemId} and version = ${version}`);
  await tx.execute(sql`
    insert into ${testCases} (problem_id, suite_version, ordinal, kind, spec, source)
    select problem_id, ${next}::int, ordinal, kind, spec, source from ${testCases}
    where problem_id = ${problemId} and suite_version = ${version}`);
  await tx
    .insert(testCases)
    .values({ problemId, suiteVersion: next, ordinal: count, kind: spec.kind, spec, source });
  await tx.update(problems).set({ suiteVersion: next }).where(eq(problems.id, problemId));
  await tx
    .update(problemStats)
    .set({ tests: count + 1 })
    .where(eq(problemStats.problemId, problemId));
  return next;
}
