import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { problemStats } from "#db/schema/index";
import { reasonMask, suspicionReasons, verdicts } from "#server/core/vocabulary";
import { verdictMaskOf } from "./counts";
import type { ProblemFilter } from "./schema";

/** Which facets a selection is narrowed by. */
export type NarrowedBy = { verdicts: boolean; reasons: boolean; splits: boolean };

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
export function problemCondition(
  filter: ProblemFilter,
  query: string | null,
  by: NarrowedBy = { verdicts: true, reasons: true, splits: true },
): SQL {
  const parts = [sql`${problemStats.datasetId} = ${filter.datasetId}`];
  if (query !== null) parts.push(sql`${problemStats.search} @@ ${query}::tsquery`);
  if (by.verdicts && narrows(filter.verdicts, verdicts)) {
    parts.push(sql`(${problemStats.verdictMask} & ${verdictMaskOf(filter.verdicts)}::int) <> 0`);
  }
  if (by.reasons && narrows(filter.reasons, suspicionReasons)) {
    parts.push(sql`(${problemStats.reasonMask} & ${reasonMask(filter.reasons)}::int) <> 0`);
  }
  if (by.splits && filter.splits.length > 0) {
    parts.push(
      sql`${problemStats.split} in (${sql.join(
        filter.splits.map((split) => sql`${split}`),
        sql`, `,
      )})`,
    );
  }
  return sql.join(parts, sql` and `);
}

const narrows = (chosen: readonly unknown[], all: readonly unknown[]) =>
  chosen.length > 0 && chosen.length <= all.length;
