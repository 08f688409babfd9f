import { sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { suspicionReasons, verdicts } from "#server/core/vocabulary";

/**
 * Counts one problem's programs anew and writes what its row in `problem_stats` shows. Called last in every transaction
 * that changes them: the dataset's own sums follow by trigger, and their row stays locked until the commit.
 */
export async function refreshProblemStats(
  tx: Tx,
  problemId: number,
  built: { builtWith: string | null; codeLines: number } | undefined = undefined,
): Promise<void> {
  const verdictCounts = sql.join(
    verdicts.map((verdict) => sql`count(*) filter (where p.origin = 'mutant' and p.verdict = ${verdict})`),
    sql`, `,
  );
  const reasonCounts = sql.join(
    suspicionReasons.map(
      (_, reason) => sql`count(distinct program_id) filter (where not settled and reason = ${reason})`,
    ),
    sql`, `,
  );
  await tx.execute(sql`
    with own as (select * from programs where problem_id = ${problemId}),
    counted as (
      select count(*)::int as programs, array[${verdictCounts}]::int[] as verdicts, coalesce(max(suspicion), 0) as suspicion
      from own p),
    killing as (
      select (count(*) filter (where p.verdict <> 'passed'))::int as killed, count(*)::int as killable
      from own p left join effective_labels e
        on e.program_id = p.id and e.line = p.label_line and e.decided and e.reason = 'equivalent'
      where p.intent = 'mutate' and p.verdict not in ('compile-error', 'infra-error')
        and (p.verdict <> 'passed' or e.program_id is null)),
    labelled as (
      select count(*)::int as programs from own p
      where exists (select 1 from effective_labels e where e.program_id = p.id and e.decided and e.label in (0, 1))
        or exists (
          select 1 from auto_labels a, datasets d
          where d.id = p.dataset_id and a.program_id = p.id and a.rule = d.rule and a.labels && '{0,1}'::smallint[])),
    suspected as (
      select array[${reasonCounts}]::int[] as reasons, (count(*) filter (where settled))::int as settled
      from suspicions where program_id in (select id from own)),
    decided as (
      select (count(*) filter (where label <> automatic or masked))::int as overrides,
        (count(*) filter (where masked))::int as masks
      from effective_labels where decided and program_id in (select id from own))
    update problem_stats s set
      programs = counted.programs, labelled_programs = labelled.programs, verdict_counts = counted.verdicts,
      reason_counts = suspected.reasons, suspicion = counted.suspicion, settled = suspected.settled,
      overrides = decided.overrides, masks = decided.masks, killed = killing.killed, killable = killing.killable,
      strength = killing.killed::real / nullif(killing.killable, 0),
      verdict_mask = (select coalesce(bit_or(1 << (i - 1)::int), 0) from unnest(counted.verdicts) with ordinality as v (n, i) where n > 0),
      reason_mask = (select coalesce(bit_or(1 << (i - 1)::int), 0) from unnest(suspected.reasons) with ordinality as r (n, i) where n > 0),
      built_with = coalesce(${built?.builtWith ?? null}, s.built_with),
      code_lines = coalesce(${built?.codeLines ?? null}, s.code_lines)
    from counted, killing, labelled, suspected, decided
    where s.problem_id = ${problemId}`);
}

/** The same for suspicions alone, of all problems that some programs belong to, in one statement. */
export async function refreshSuspicionStats(tx: Tx, programIds: readonly number[]): Promise<void> {
  const reasonCounts = sql.join(
    suspicionReasons.map(
      (_, reason) => sql`count(distinct s.program_id) filter (where not s.settled and s.reason = ${reason})`,
    ),
    sql`, `,
  );
  const ids = sql`${sql.param(programIds)}::bigint[]`;
  await tx.execute(sql`
    with touched as (select distinct problem_id from programs where id = any(${ids})),
    suspected as (
      select p.problem_id, array[${reasonCounts}]::int[] as reasons, (count(*) filter (where s.settled))::int as settled,
        coalesce(max(p.suspicion), 0) as suspicion
      from programs p left join suspicions s on s.program_id = p.id
      where p.problem_id in (select problem_id from touched)
      group by p.problem_id)
    update problem_stats t set reason_counts = c.reasons, settled = c.settled, suspicion = c.suspicion,
      reason_mask = (select coalesce(bit_or(1 << (i - 1)::int), 0) from unnest(c.reasons) with ordinality as r (n, i) where n > 0)
    from suspected c where t.problem_id = c.problem_id`);
}
