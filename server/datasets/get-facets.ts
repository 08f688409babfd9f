import { and, eq, gt, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { facetCounts, problemStats } from "#db/schema/index";
import { reasonMask, type Split, splits, suspicionReasons, verdicts } from "#server/core/vocabulary";
import { verdictMaskOf } from "./counts";
import { problemCondition, searchQuery } from "./problem-filter";
import type { Facets, ProblemFilter } from "./schema";

type Group = { verdictMask: number; reasonMask: number; split: Split; count: number };

/**
 * How many problems each facet value would leave. The problems' masks are counted by group, a few hundred groups at most,
 * which then answer every facet, each without its own selection. Without a search the groups' counts are kept; with one
 * they are made from the problems it finds.
 */
export async function getFacets(db: Db, filter: ProblemFilter): Promise<Facets> {
  const query = filter.search.trim() === "" ? null : await searchQuery(db, filter.search);
  return facetsOf(
    query === null ? await keptGroups(db, filter) : await foundGroups(db, filter, query),
    filter,
  );
}

async function keptGroups(db: Db, { datasetId }: ProblemFilter): Promise<Group[]> {
  const { verdictMask, reasonMask: reasons, split, problems: count } = facetCounts;
  return db
    .select({ verdictMask, reasonMask: reasons, split, count })
    .from(facetCounts)
    .where(and(eq(facetCounts.datasetId, datasetId), gt(count, 0)));
}

async function foundGroups(db: Db, filter: ProblemFilter, query: string): Promise<Group[]> {
  const none = { verdicts: false, reasons: false, splits: false };
  const groups = await db.execute<Group>(sql`
    select ${problemStats.verdictMask} as "verdictMask", ${problemStats.reasonMask} as "reasonMask",
      ${problemStats.split} as split, count(*)::int as count
    from ${problemStats} where ${problemCondition(filter, query, none)} group by 1, 2, 3`);
  return groups.rows;
}

export function facetsOf(groups: readonly Group[], filter: ProblemFilter): Facets {
  const wanted = { verdicts: verdictMaskOf(filter.verdicts), reasons: reasonMask(filter.reasons) };
  const holds = {
    verdicts: (group: Group) => wanted.verdicts === 0 || (group.verdictMask & wanted.verdicts) !== 0,
    reasons: (group: Group) => wanted.reasons === 0 || (group.reasonMask & wanted.reasons) !== 0,
    splits: (group: Group) => filter.splits.length === 0 || filter.splits.includes(group.split),
  };
  const sum = (kept: readonly Group[]) => kept.reduce((total, group) => total + group.count, 0);
  const values = <T>(
    all: readonly T[],
    kept: readonly Group[],
    has: (group: Group, index: number) => boolean,
  ) =>
    all
      .map((value, index) => ({ value, count: sum(kept.filter((group) => has(group, index))) }))
      .filter(({ count }) => count > 0);
  const forVerdicts = groups.filter((group) => holds.reasons(group) && holds.splits(group));
  const forReasons = groups.filter((group) => holds.verdicts(group) && holds.splits(group));
  const forSplits = groups.filter((group) => holds.verdicts(group) && holds.reasons(group));
  return {
    total: sum(forVerdicts.filter(holds.verdicts)),
    verdicts: values(verdicts, forVerdicts, (group, bit) => (group.verdictMask & (1 << bit)) !== 0),
    reasons: values(suspicionReasons, forReasons, (group, bit) => (group.reasonMask & (1 << bit)) !== 0),
    splits: values(splits, forSplits, (group, index) => group.split === splits[index]),
  };
}
