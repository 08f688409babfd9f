import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";

const maxPrograms = 20_000;

const differenceSchema = z.object({
  programId: z.coerce.number(),
  problemId: z.int(),
  problem: z.string(),
  origin: z.string(),
  operator: z.string().nullable(),
  verdict: z.string().nullable(),
  labelLine: z.int().nullable(),
  line: z.int(),
  text: z.string(),
  left: z.number(),
  right: z.number(),
  inSample: z.boolean(),
});
export type ScoreDifference = z.infer<typeof differenceSchema>;

export type ModelDifferences = {
  /** Programs that both have scored, and how many of them were looked at. */
  programs: { both: number; sampled: number };
  /** Over lines that both speak of: how many, and the mean of the absolute difference. */
  lines: number;
  meanDifference: number | null;
  /** The lines that differ most, at most one a program. */
  largest: ScoreDifference[];
};

/** Where two models differ on the lines of a dataset. */
export async function modelDifferences(
  db: Db,
  {
    leftId,
    rightId,
    datasetId,
    limit,
  }: { leftId: number; rightId: number; datasetId: number; limit: number },
): Promise<ModelDifferences> {
  const both = sql`from programs p
    join scores a on a.program_id = p.id and a.model_id = ${leftId}
    join scores b on b.program_id = p.id and b.model_id = ${rightId}`;
  const counted = await db.execute(sql`select count(*) as count ${both} where p.dataset_id = ${datasetId}`);
  const count = z.object({ count: z.coerce.number() }).parse(counted.rows[0]).count;
  const every = Math.max(1, Math.ceil(count / maxPrograms));
  const lines = sql`select p.id, l.line, a.lines[l.line] as "left", b.lines[l.line] as "right",
      a.in_sample or b.in_sample as "inSample"
    ${both} cross join lateral generate_subscripts(a.lines, 1) as l(line)
    where p.dataset_id = ${datasetId} and p.id % ${every} = 0
      and a.lines[l.line] <> 'NaN' and b.lines[l.line] <> 'NaN'`;
  const summed = await db.execute(sql`
    select count(*) as lines, avg(abs("left" - "right")) as mean from (${lines}) as compared`);
  const sums = z.object({ lines: z.coerce.number(), mean: z.number().nullable() }).parse(summed.rows[0]);
  const { rows } = await db.execute(sql`
    select p.id as "programId", p.problem_id as "problemId", q.key as problem, p.origin, p.operator, p.verdict,
      p.label_line as "labelLine", d.line, d."left", d."right", d."inSample",
      coalesce(left(split_part(t.text, E'\n', d.line), 200), '') as text
    from (
      select distinct on (id) * from (${lines}) as compared order by id, abs("left" - "right") desc, line
    ) as d
    join programs p on p.id = d.id
    join problems q on q.id = p.problem_id
    join sources t on t.program_id = p.id
    order by abs(d."left" - d."right") desc, p.id
    limit ${limit}`);
  return {
    programs: { both: count, sampled: Math.round(count / every) },
    lines: sums.lines,
    meanDifference: sums.mean,
    largest: z.array(differenceSchema).parse(rows),
  };
}
