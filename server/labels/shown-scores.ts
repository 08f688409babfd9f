import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "#db/client";

/**
 * The scores of a program that stand for a model, as a lateral row: its own; but of a model that its loop trained on
 * everything, out-of-fold scores where its fold models gave some, because its own say nothing about what it was trained on.
 * `manifest` is the model's, whose id is `modelId`.
 */
export function shownScores({
  programId,
  modelId,
  manifest,
}: {
  programId: SQL | string;
  modelId: SQL | number;
  manifest: SQL;
}): SQL {
  return sql`
    select x.lines, x.first_error, x.in_sample, own.name, own.version, own.manifest from scores x join models own on own.id = x.model_id
    where x.program_id = ${programId} and (
      x.model_id = ${modelId}
      or (not x.in_sample and ${manifest} -> 'training' -> 'fold' ->> 'index' is null
        and own.manifest -> 'training' -> 'fold' ->> 'group' = ${manifest} -> 'training' -> 'fold' ->> 'group'))
    order by x.in_sample, (x.model_id = ${modelId}) desc, x.model_id limit 1`;
}

const shownSchema = z.object({
  lines: z.array(z.number().nullable()),
  firstError: z.int().nullable(),
  inSample: z.boolean(),
  model: z.string(),
  threshold: z.coerce.number(),
});
export type ShownScores = z.infer<typeof shownSchema>;

/** The scores of a program that pages show: of the model in use. Null where it has none. */
export async function activeScores(db: Db | Tx, programId: number): Promise<ShownScores | null> {
  const { rows } = await db.execute(sql`
    select array(select case when value = 'NaN' then null else value end from unnest(s.lines) with ordinality as l (value, at) order by at)
        as lines, s.first_error as "firstError", s.in_sample as "inSample", s.name || '@' || s.version as model,
      s.manifest ->> 'threshold' as threshold
    from models m cross join lateral (
      ${shownScores({ programId: sql`${programId}`, modelId: sql`m.id`, manifest: sql`m.manifest` })}) s
    where m.active`);
  return rows[0] === undefined ? null : shownSchema.parse(rows[0]);
}

const disagreementSchema = z.object({ score: z.number(), model: z.string() });

/** The out-of-fold score of a mutant's label line, of the fold models that its dataset's audit goes by. */
export async function outOfFoldScore(
  db: Db | Tx,
  programId: number,
): Promise<z.infer<typeof disagreementSchema> | null> {
  const { rows } = await db.execute(sql`
    select s.lines[p.label_line] as score, m.name || '@' || m.version as model
    from programs p
    join disagreements d on d.dataset_id = p.dataset_id
    join scores s on s.program_id = p.id and not s.in_sample
    join models m on m.id = s.model_id and m.manifest -> 'training' -> 'fold' ->> 'group' = d.fold_group
    where p.id = ${programId} and s.lines[p.label_line] <> 'NaN' order by m.id limit 1`);
  return rows[0] === undefined ? null : disagreementSchema.parse(rows[0]);
}
