import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { getDataset } from "#server/datasets/index";
import { shownScores } from "#server/labels/index";

/** Programs looked at, at most: an even sample of a larger dataset. */
const maxPrograms = 20_000;
/** Bins of the scores from 0 to 1. */
export const figureBins = 100;

const rowSchema = z.object({
  bin: z.int(),
  label: z.union([z.literal(0), z.literal(1)]),
  inSample: z.boolean(),
  verdict: z.string(),
  lines: z.coerce.number(),
});
const countSchema = z.object({ scored: z.coerce.number(), all: z.coerce.number() });

export type ModelFigures = {
  /** Programs of the dataset, those that the model has scored, and how many of those were looked at. */
  programs: { all: number; scored: number; sampled: number };
  /** Labelled lines by score, label and the program's verdict. A person's label counts before the rule's. */
  rows: z.infer<typeof rowSchema>[];
};

/** How a model's scores meet the labels of a dataset: out-of-fold ones where its loop gave some. */
export async function modelFigures(
  db: Db,
  { modelId, datasetId }: { modelId: number; datasetId: number },
): Promise<ModelFigures> {
  const { rule } = await getDataset(db, datasetId);
  const shown = shownScores({ programId: sql`p.id`, modelId, manifest: sql`m.manifest` });
  const counted = await db.execute(sql`
    select count(*) as all, count(s.lines) as scored from programs p
    join models m on m.id = ${modelId} left join lateral (${shown}) s on true
    where p.dataset_id = ${datasetId}`);
  const { all, scored } = countSchema.parse(counted.rows[0]);
  const every = Math.max(1, Math.ceil(scored / maxPrograms));
  const { rows } = await db.execute(sql`
    select least(${figureBins - 1}, greatest(0, floor(score * ${figureBins})))::int as bin,
      label::int as label, "inSample", verdict, count(*) as lines
    from (
      select s.lines[l.line] as score, coalesce(case when e.decided then e.label end, l.label) as label,
        s.in_sample as "inSample", coalesce(p.verdict::text, 'not run') as verdict
      from programs p
      join models m on m.id = ${modelId} cross join lateral (${shown}) s
      join auto_labels a on a.program_id = p.id and a.rule = ${rule}
      cross join lateral unnest(a.lines, a.labels) as l(line, label)
      left join effective_labels e on e.program_id = p.id and e.line = l.line
      where p.dataset_id = ${datasetId} and p.id % ${every} = 0
    ) as labelled
    where label in (0, 1) and score <> 'NaN'
    group by 1, 2, 3, 4`);
  return {
    programs: { all, scored, sampled: Math.round(scored / every) },
    rows: z.array(rowSchema).parse(rows),
  };
}
