import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { getDataset } from "#server/datasets/index";
import { likeness, lineForm } from "./line-form";

/** Programs whose lines are looked at, at most: an even sample of a larger dataset. */
const maxPrograms = 20_000;
const maxLineLength = 200;
/** Less alike than this is not alike. */
const leastLikeness = 0.5;
/** While one types, the same lines are asked for again and again. */
const keptMs = 60_000;

const rowSchema = z.object({
  text: z.string(),
  label: z.union([z.literal(0), z.literal(1)]),
  count: z.coerce.number(),
  programId: z.coerce.number(),
  problemId: z.int(),
  problem: z.string(),
  line: z.int(),
  origin: z.string(),
});

export type NearLine = z.infer<typeof rowSchema> & { likeness: number };
type KnownLine = z.infer<typeof rowSchema> & { form: string[] };

let kept: { db: Db; datasetId: number; at: number; lines: Promise<KnownLine[]> } | undefined;

/**
 * Labelled lines of a dataset that do about the same as a given one, the most alike first: `count` lines of that text and
 * label, of which one is named.
 */
export async function nearestLines(
  db: Db,
  { datasetId, text, limit }: { datasetId: number; text: string; limit: number },
): Promise<NearLine[]> {
  const form = lineForm(text);
  if (form.length === 0) return [];
  const lines = await knownLines(db, datasetId);
  return lines
    .map(({ form: other, ...line }) => ({ ...line, likeness: likeness(form, other) }))
    .filter((line) => line.likeness >= leastLikeness)
    .toSorted((left, right) => right.likeness - left.likeness || right.count - left.count)
    .slice(0, limit);
}

function knownLines(db: Db, datasetId: number): Promise<KnownLine[]> {
  if (kept?.db !== db || kept.datasetId !== datasetId || Date.now() - kept.at > keptMs) {
    const lines = readLines(db, datasetId);
    kept = { db, datasetId, at: Date.now(), lines };
    lines.catch(() => {
      kept = undefined;
    });
  }
  return kept.lines;
}

/** The distinct texts of labelled lines; a person's label counts before the rule's. */
async function readLines(db: Db, datasetId: number): Promise<KnownLine[]> {
  const { rule, programs } = await getDataset(db, datasetId);
  const every = Math.max(1, Math.ceil(programs / maxPrograms));
  const { rows } = await db.execute(sql`
    select d.text, d.label, d.count, d.id as "programId", d.line, p.problem_id as "problemId", p.origin, q.key as problem
    from (
      select btrim(text) as text, label::int as label, count(*) as count, min(id) as id,
        (array_agg(line order by id, line))[1] as line
      from (
        select p.id, l.line, split_part(t.text, E'\n', l.line) as text,
          coalesce(case when e.decided then e.label end, l.label) as label
        from programs p
        join sources t on t.program_id = p.id
        join auto_labels a on a.program_id = p.id and a.rule = ${rule}
        cross join lateral unnest(a.lines, a.labels) as l(line, label)
        left join effective_labels e on e.program_id = p.id and e.line = l.line
        where p.dataset_id = ${datasetId} and p.id % ${every} = 0
      ) as labelled
      where label in (0, 1) and length(text) between 1 and ${maxLineLength}
      group by 1, 2
    ) as d
    join programs p on p.id = d.id
    join problems q on q.id = p.problem_id
    where d.text <> ''`);
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({ ...row, form: lineForm(row.text) }));
}
