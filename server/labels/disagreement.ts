import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "#db/client";
import { datasets, disagreements } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { suspicionReasons } from "#server/core/vocabulary";
import { refreshSuspicionStats } from "#server/datasets/index";
import { disagreementRank } from "./suspicion";

const reason = suspicionReasons.indexOf("prm-disagrees");
/** Problems whose suspicions are written in one transaction: their dataset's row is locked for so long. */
const problemsAtOnce = 200;
/** Means are compared with what they were made of: rounding must not decide (`confident-learning.ts`). */
const tolerance = 1e-6;

const figuresSchema = z.object({
  lines: z.coerce.number(),
  incorrect: z.coerce.number().nullable(),
  correct: z.coerce.number().nullable(),
  joint: z.array(z.int()).length(4),
});
const idsSchema = z.array(z.object({ id: z.int() }));

export type Disagreement = {
  /** Label lines with a label and an out-of-fold score, and those on which the models disagree with the label. */
  lines: number;
  disagreeing: number;
};

/**
 * Says anew on which edited lines a group of fold models disagrees with the labels: confident learning
 * (`confident-learning.ts`) on out-of-fold scores, ranked by margin, as suspicions that the audit list shows. One pass over
 * the dataset for the figures, then a page of problems at a time; nothing of it grows with the dataset in memory. What
 * somebody settled stays settled. Harmless to repeat. Throws `not-found` for an unknown dataset.
 */
export async function refreshDisagreement(
  db: Db,
  {
    datasetId,
    foldGroup,
    signal,
  }: { datasetId: number; foldGroup: string; signal?: AbortSignal | undefined },
): Promise<Disagreement> {
  const [dataset] = await db.select().from(datasets).where(eq(datasets.id, datasetId));
  if (dataset === undefined) throw new AppError("not-found", `There is no dataset ${datasetId}.`);
  const scope = { datasetId, foldGroup, rule: dataset.rule };
  const figures = await figuresOf(db, scope);
  let disagreeing = 0;
  for (let last = 0; ; ) {
    signal?.throwIfAborted();
    const page = await db.transaction(async (tx) => {
      // As whoever decides on a line does, so that no decision comes between reading it and writing what follows.
      await tx
        .select({ id: datasets.id })
        .from(datasets)
        .where(eq(datasets.id, datasetId))
        .for("no key update");
      const problemIds = await lockProblems(tx, datasetId, last);
      if (problemIds.length === 0) return null;
      const found = await writePage(tx, { ...scope, problemIds }, figures);
      return { last: problemIds.at(-1) ?? last, found };
    });
    if (page === null) break;
    last = page.last;
    disagreeing += page.found;
  }
  const values = {
    foldGroup,
    lines: figures.lines,
    disagreeing,
    incorrectThreshold: figures.incorrect,
    correctThreshold: figures.correct,
    joint: figures.joint,
    maxSeq: dataset.lastSeq,
    at: new Date(),
  };
  await db
    .insert(disagreements)
    .values({ datasetId, ...values })
    .onConflictDoUpdate({ target: disagreements.datasetId, set: values });
  return { lines: figures.lines, disagreeing };
}

type Scope = { datasetId: number; foldGroup: string; rule: string };
type Figures = z.infer<typeof figuresSchema>;

/**
 * Label lines that are correct or incorrect, with the score of the fold model that held their problem out. A label line
 * below one that a person called incorrect has no label, and what a decision masks is left out. Lines above a label line
 * are its parent's, number for number, so a parent's decision counts there.
 */
function itemsOf({ datasetId, foldGroup, rule }: Scope, only: SQL = sql``): SQL {
  return sql`
    select p.id as program_id, p.problem_id, p.label_line as line, s.score, e.program_id is not null as decided,
      coalesce(e.label, a.labels[array_position(a.lines, p.label_line)]) as label
    from programs p
    join problem_stats t on t.problem_id = p.problem_id and t.masks = 0
    join auto_labels a on a.program_id = p.id and a.rule = ${rule}
    cross join lateral (
      select x.lines[p.label_line]::double precision as score from scores x
      join models m on m.id = x.model_id and m.manifest -> 'training' -> 'fold' ->> 'group' = ${foldGroup}
      where x.program_id = p.id and not x.in_sample
      order by x.model_id limit 1) s
    left join effective_labels e on e.program_id = p.id and e.line = p.label_line and e.decided
    where p.dataset_id = ${datasetId} and p.origin = 'mutant' and p.label_line is not null ${only}
      and coalesce(e.label, a.labels[array_position(a.lines, p.label_line)]) in (0, 1)
      and not coalesce(e.masked, false) and s.score <> 'NaN'
      and not exists (
        select 1 from effective_labels above
        where above.program_id in (p.id, p.parent_id) and above.decided and above.label = 0 and above.line < p.label_line)`;
}

/** 1 correct, 0 incorrect, null for neither: the class that the model is confident of. */
function guessOf({ incorrect, correct }: { incorrect: SQL; correct: SQL }): SQL {
  const is = sql`score >= ${correct} - ${tolerance}::double precision`;
  const isNot = sql`1 - score >= ${incorrect} - ${tolerance}::double precision`;
  return sql`case when ${is} and ${isNot} then (score > 0.5)::int when ${is} then 1 when ${isNot} then 0 end`;
}

async function figuresOf(db: Db, scope: Scope): Promise<Figures> {
  const guess = guessOf({ incorrect: sql`incorrect`, correct: sql`correct` });
  const cells = [0, 1].flatMap((given) =>
    [0, 1].map(
      (wanted) => sql`(count(*) filter (where label = ${given}::int and guess = ${wanted}::int))::int`,
    ),
  );
  const { rows } = await db.execute(sql`
    with item as materialized (${itemsOf(scope)}),
    threshold as (
      select avg(1 - score) filter (where label = 0) as incorrect, avg(score) filter (where label = 1) as correct from item)
    select count(*) as lines, min(incorrect) as incorrect, min(correct) as correct, array[${sql.join(cells, sql`, `)}] as joint
    from (select label, incorrect, correct, ${guess} as guess from item, threshold) as guessed`);
  return figuresSchema.parse(rows[0]);
}

/** The next problems of a dataset, locked in the order in which builds lock them. */
async function lockProblems(tx: Tx, datasetId: number, after: number): Promise<number[]> {
  const { rows } = await tx.execute(sql`
    select problem_id as id from problem_stats where dataset_id = ${datasetId} and problem_id > ${after}
    order by problem_id limit ${problemsAtOnce} for update`);
  return idsSchema.parse(rows).map(({ id }) => id);
}

async function writePage(
  tx: Tx,
  { problemIds, ...scope }: Scope & { problemIds: readonly number[] },
  { incorrect, correct }: Figures,
): Promise<number> {
  const ids = sql`${sql.param(problemIds)}::int[]`;
  const guess = guessOf({
    incorrect: sql`${incorrect}::double precision`,
    correct: sql`${correct}::double precision`,
  });
  const { base, spread } = disagreementRank;
  const written = await tx.execute(sql`
    with found as materialized (
      select program_id, line, decided, (${base}::real + ${spread}::real * abs(2 * score - 1))::real as rank
      from (
        select item.*, ${guess} as guess from (${itemsOf(scope, sql`and p.problem_id = any(${ids})`)}) as item) as guessed
      where guess <> label and (score > 0.5) = (guess = 1) and score <> 0.5),
    dropped as (
      delete from suspicions s using programs p
      where p.id = s.program_id and p.problem_id = any(${ids}) and s.reason = ${reason} and not s.settled
        and not exists (select 1 from found f where f.program_id = s.program_id and f.line = s.line)
      returning s.program_id),
    stored as (
      insert into suspicions (program_id, reason, dataset_id, line, rank, settled)
      select program_id, ${reason}, ${scope.datasetId}, line, rank, decided from found
      on conflict (program_id, reason, line) do update set rank = excluded.rank, settled = excluded.settled
        where suspicions.rank <> excluded.rank or suspicions.settled <> excluded.settled
      returning program_id)
    select (select count(*) from found)::int as found,
      array(select program_id from dropped union select program_id from stored) as changed`);
  const { found, changed } = z
    .object({ found: z.int(), changed: z.array(z.coerce.number()) })
    .parse(written.rows[0]);
  if (changed.length === 0) return found;
  const programIds = sql`${sql.param(changed)}::bigint[]`;
  await tx.execute(sql`
    update programs p set
      suspicion = coalesce((select max(rank) from suspicions s where s.program_id = p.id and not s.settled), 0),
      reason_mask = (p.reason_mask & ~(${1 << reason})::int) | (
        select case when count(*) > 0 then ${1 << reason}::int else 0 end
        from suspicions s where s.program_id = p.id and s.reason = ${reason})
    where p.id = any(${programIds})`);
  await refreshSuspicionStats(tx, changed);
  return found;
}
