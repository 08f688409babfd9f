import { and, eq, gt, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { facetCounts, problemStats } from "#db/schema/index";
import { reasonMask, type Split, splits, suspicionReasons, verdicts } from "#server/core/vocabulary";
import { verdictMaskOf } from "./counts";
import { mutantsOfOperators, problemCondition, searchQuery } from "./problem-filter";
import type { Facets, ProblemFilter } from "./schema";

type Group = { verdictMask: number; reasonMask: number; split: Split; count: number };

/**
 * How many problems each facet value would leave. The problems' masks are counted by group, a few hundred groups at most,
 * which then answer every facet, each without its own selection. Without a search the groups' counts are kept; with one,
 * with operators or a bound on the tests' strength, they are made from the problems that are found.
 */
export async function getFacets(db: Db, filter: ProblemFilter): Promise<Facets> {
  const query = filter.search.trim() === "" ? null : await searchQuery(db, filter.search);
  if (filter.operators.length > 0) return facetsOf(await operatorGroups(db, filter, query), filter);
  return facetsOf(
    query === null && filter.strengthBelow == null
      ? await keptGroups(db, filter)
      : await foundGroups(db, filter, query),
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

async function foundGroups(db: Db, filter: ProblemFilter, query: string | null): Promise<Group[]> {
  const none = { verdicts: false, reasons: false, splits: false };
  const groups = await db.execute<Group>(sql`
    select ${problemStats.verdictMask} as "verdictMask", ${problemStats.reasonMask} as "reasonMask",
      ${problemStats.split} as split, count(*)::int as count
    from ${problemStats} where ${problemCondition(filter, query, none)} group by 1, 2, 3`);
  return groups.rows;
}

/** As the found groups, with the masks of the chosen operators' mutants alone. */
async function operatorGroups(db: Db, filter: ProblemFilter, query: string | null): Promise<Group[]> {
  const none = { verdicts: false, reasons: false, splits: false };
  const order = sql.join(
    verdicts.map((verdict) => sql`${verdict}`),
    sql`, `,
  );
  const groups = await db.execute<Group>(sql`
    with mutants as (
      select p.problem_id,
        coalesce(bit_or(1 << (array_position(array[${order}]::text[], p.verdict::text) - 1)), 0) as verdict_mask,
        coalesce(bit_or(1 << s.reason), 0) as reason_mask
      from programs p
        left join suspicions s on s.program_id = p.id and s.dataset_id = p.dataset_id and not s.settled
      where ${mutantsOfOperators(filter)} group by p.problem_id)
    select mutants.verdict_mask as "verdictMask", mutants.reason_mask as "reasonMask", ${problemStats.split} as split,
      count(*)::int as count
    from mutants join ${problemStats} on ${problemStats.problemId} = mutants.problem_id
    where ${problemCondition(filter, query, none)} group by 1, 2, 3`);
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
