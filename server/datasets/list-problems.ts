import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client";
import { problemStats, problems } from "#db/schema/index";
import { reasonCountsOf, verdictCountsOf } from "./counts";
import { decodeCursor, encodeCursor } from "./cursor";
import { problemCondition, searchQuery } from "./problem-filter";
import type { ProblemRow, problemPageInputSchema, problemPageSchema } from "./schema";

/**
 * One page of a dataset's problems. `key` is the order in which they were imported, which for numbered keys is the
 * order a reader expects; `suspicion` the most suspicious first.
 */
export async function listProblems(
  db: Db,
  input: z.output<typeof problemPageInputSchema>,
): Promise<z.infer<typeof problemPageSchema>> {
  const query = input.search.trim() === "" ? null : await searchQuery(db, input.search);
  const bySuspicion = input.sort === "suspicion";
  const position = input.cursor ? decodeCursor(input.cursor, bySuspicion ? 2 : 1) : null;
  const after =
    position === null
      ? sql``
      : bySuspicion
        ? sql`and (- ${problemStats.suspicion}, ${problemStats.problemId}) > (${position[0]}::real, ${position[1]}::int)`
        : sql`and ${problemStats.problemId} > ${position[0]}::int`;
  const order = bySuspicion
    ? sql`- ${problemStats.suspicion}, ${problemStats.problemId}`
    : sql`${problemStats.problemId}`;
  // First the page's ids, from an index alone; then the rows of the page only.
  const page = sql`(
    select ${problemStats.problemId} as id from ${problemStats}
    where ${problemCondition(input, query)} ${after} order by ${order} limit ${input.limit + 1})`;
  const rows = await db
    .select({
      id: problems.id,
      key: problems.key,
      title: problems.title,
      split: problemStats.split,
      codeLines: problemStats.codeLines,
      tests: problemStats.tests,
      programs: problemStats.programs,
      labelledPrograms: problemStats.labelledPrograms,
      verdictCounts: problemStats.verdictCounts,
      reasonCounts: problemStats.reasonCounts,
      overrides: problemStats.overrides,
      suspicion: problemStats.suspicion,
      builtWith: problemStats.builtWith,
    })
    .from(problemStats)
    .innerJoin(problems, eq(problems.id, problemStats.problemId))
    .where(sql`${problemStats.problemId} in ${page}`)
    .orderBy(order);
  const items = rows.slice(0, input.limit).map(
    ({ verdictCounts, reasonCounts, builtWith, ...row }): ProblemRow => ({
      ...row,
      verdicts: verdictCountsOf(verdictCounts),
      reasons: reasonCountsOf(reasonCounts),
      built: builtWith !== null,
    }),
  );
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  const nextCursor =
    last === undefined ? null : encodeCursor(bySuspicion ? [-last.suspicion, last.id] : [last.id]);
  return { items, nextCursor };
}
