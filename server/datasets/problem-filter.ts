import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { problemStats } from "#db/schema/index";
import { reasonMask, suspicionReasons, verdicts } from "#server/core/vocabulary";
import { verdictMaskOf } from "./counts";
import type { ProblemFilter } from "./schema";

/** Which facets a selection is narrowed by. */
export type NarrowedBy = { verdicts: boolean; reasons: boolean; splits: boolean };
const byAll: NarrowedBy = { verdicts: true, reasons: true, splits: true };

/**
 * The search text as a tsquery: every word must begin a word of the problem. Null when nothing in it can be searched
 * for (no letters, stop words only).
 */
export async function searchQuery(db: Db, text: string): Promise<string | null> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return null;
  const answer = await db.execute<{ query: string }>(
    sql`select to_tsquery('english', ${words.map((word) => `${word}:*`).join(" & ")})::text as query`,
  );
  return answer.rows[0]?.query || null;
}

/**
 * The rows of `problem_stats` that a filter leaves. Everything but the search is answered from an index that holds the
 * masks, so that a rare verdict among 50,000 problems costs milliseconds.
 */
export function problemCondition(filter: ProblemFilter, query: string | null, by: NarrowedBy = byAll): SQL {
  const parts = [sql`${problemStats.datasetId} = ${filter.datasetId}`];
  if (query !== null) parts.push(sql`${problemStats.search} @@ ${query}::tsquery`);
  if (filter.operators.length > 0) parts.push(...operatorConditions(filter, by));
  else parts.push(...maskConditions(filter, by));
  if (by.splits && filter.splits.length > 0) {
    parts.push(sql`${problemStats.split} in (${listOf(filter.splits)})`);
  }
  if (filter.strengthBelow != null) parts.push(sql`${problemStats.strength} < ${filter.strengthBelow}::real`);
  return sql.join(parts, sql` and `);
}

function maskConditions(filter: ProblemFilter, by: NarrowedBy): SQL[] {
  const parts: SQL[] = [];
  if (by.verdicts && narrows(filter.verdicts, verdicts)) {
    parts.push(sql`(${problemStats.verdictMask} & ${verdictMaskOf(filter.verdicts)}::int) <> 0`);
  }
  if (by.reasons && narrows(filter.reasons, suspicionReasons)) {
    parts.push(sql`(${problemStats.reasonMask} & ${reasonMask(filter.reasons)}::int) <> 0`);
  }
  return parts;
}

/** The mutants that the chosen operators made; `programs` has the alias `p`. */
export function mutantsOfOperators({ datasetId, operators }: ProblemFilter): SQL {
  return sql`p.dataset_id = ${datasetId} and p.operator in (${listOf(operators)})`;
}

const listOf = (values: readonly string[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

/** Problems with a mutant of the chosen operators that has one of the verdicts, and one with an open suspicion. */
function operatorConditions(filter: ProblemFilter, by: NarrowedBy): SQL[] {
  const having = (more: SQL) =>
    sql`${problemStats.problemId} in (select p.problem_id from programs p where ${mutantsOfOperators(filter)} ${more})`;
  const verdictsOn = by.verdicts && filter.verdicts.length > 0;
  const reasonsOn = by.reasons && filter.reasons.length > 0;
  const reasons = filter.reasons.map((reason) => String(suspicionReasons.indexOf(reason)));
  return [
    ...(verdictsOn ? [having(sql`and p.verdict in (${listOf(filter.verdicts)})`)] : []),
    ...(reasonsOn
      ? [
          having(sql`and exists (select 1 from suspicions s
            where s.program_id = p.id and not s.settled and s.reason in (${listOf(reasons)}))`),
        ]
      : []),
    ...(verdictsOn || reasonsOn ? [] : [having(sql``)]),
  ];
}

const narrows = (chosen: readonly unknown[], all: readonly unknown[]) =>
  chosen.length > 0 && chosen.length <= all.length;
