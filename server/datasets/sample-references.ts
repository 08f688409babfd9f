import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";

const sampleSchema = z.object({ problems: z.int(), sources: z.array(z.string()) });

/** Longer sources are no use to a sample: a message to the worker holds all of them. */
const maxCharacters = 60_000;

/**
 * The first reference of some of a dataset's problems, evenly spread over the order of import, and of how many problems
 * they were taken. The same ones every time.
 */
export async function sampleReferences(
  db: Db,
  datasetId: number,
  size: number,
): Promise<z.infer<typeof sampleSchema>> {
  const answer = await db.execute(sql`
    with numbered as (
      select problem_id, row_number() over (order by problem_id) - 1 as n, count(*) over () as problems
      from problem_stats where dataset_id = ${datasetId}),
    chosen as (
      select problem_id, n, problems from numbered
      where n = 0 or (n * ${size}) / problems <> ((n - 1) * ${size}) / problems)
    select coalesce(max(chosen.problems), 0)::int as problems,
      coalesce(json_agg(reference.text order by n) filter (where reference.text is not null), '[]') as sources
    from chosen left join lateral (
      select s.text from programs p join sources s on s.program_id = p.id
      where p.problem_id = chosen.problem_id and p.origin = 'reference' and length(s.text) <= ${maxCharacters}
      order by p.id limit 1) reference on true`);
  return sampleSchema.parse(answer.rows[0]);
}
