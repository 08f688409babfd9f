import { sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { problemStats } from "#db/schema/index";
import { reasonMask, type Split, splits, suspicionReasons, verdicts } from "#server/core/vocabulary";
import { verdictMaskOf } from "./counts";
import { problemCondition, searchQuery } from "./problem-filter";
import type { Facets, ProblemFilter } from "./schema";

type Group = { verdictMask: number; reasonMask: number; split: Split; count: number };

/**
 * How many problems each facet value would leave. One pass over an index groups the problems by their masks; a few
 * hundred groups then answer every facet, each without its own selection.
 */
export async function getFacets(db: Db, filter: ProblemFilter): Promise<Facets> {
  const query = filter.search.trim() === "" ? null : await searchQuery(db, filter.search);
  const none = { verdicts: false, reasons: false, splits: false };
  const groups = await db.execute<Group>(sql`
    select ${problemStats.verdictMask} as "verdictMask", ${problemStats.reasonMask} as "reasonMask",
      ${problemStats.split} as split, count(*)::int as count
    from ${problemStats} where ${problemCondition(filter, query, none)} group by 1, 2, 3`);
  return facetsOf(groups.rows, filter);
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
