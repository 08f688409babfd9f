import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client";
import { problemStats, problems } from "#db/schema/index";
import { reasonCountsOf, verdictCountsOf } from "./counts";
import { decodeCursor, encodeCursor } from "./cursor";
import { problemCondition, searchQuery } from "./problem-filter";
import type { ProblemRow, problemPageInputSchema, problemPageSchema, problemSorts } from "./schema";

/** Beyond every share; as the index has it. */
const withoutStrength = 2;

/**
 * One page of a dataset's problems. `key` is the order in which they were imported, which for numbered keys is the
 * order a reader expects; `suspicion` the most suspicious first; `strength` those with the weakest tests first.
 */
export async function listProblems(
  db: Db,
  input: z.output<typeof problemPageInputSchema>,
): Promise<z.infer<typeof problemPageSchema>> {
  const query = input.search.trim() === "" ? null : await searchQuery(db, input.search);
  // Problems without mutants have no strength and come last.
  const rank = {
    key: null,
    suspicion: sql`(- ${problemStats.suspicion})`,
    strength: sql`coalesce(${problemStats.strength}, ${sql.raw(String(withoutStrength))})`,
  }[input.sort];
  const position = input.cursor ? decodeCursor(input.cursor, rank === null ? 1 : 2) : null;
  const after =
    position === null
      ? sql``
      : rank === null
        ? sql`and ${problemStats.problemId} > ${position[0]}::int`
        : sql`and (${rank}, ${problemStats.problemId}) > (${position[0]}::real, ${position[1]}::int)`;
  const order = rank === null ? sql`${problemStats.problemId}` : sql`${rank}, ${problemStats.problemId}`;
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
      killed: problemStats.killed,
      killable: problemStats.killable,
      strength: problemStats.strength,
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
  const nextCursor = last === undefined ? null : encodeCursor(positionOf(last, input.sort));
  return { items, nextCursor };
}

/** Where a problem stands in an order, as its page's cursor says it. */
function positionOf(row: ProblemRow, sort: (typeof problemSorts)[number]): number[] {
  switch (sort) {
    case "key":
      return [row.id];
    case "suspicion":
      return [-row.suspicion, row.id];
    case "strength":
      return [row.strength ?? withoutStrength, row.id];
  }
}
