import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { intentSchema, type Verdict, verdictSchema } from "#server/core/vocabulary";
import type { OperatorStats } from "./schema";

const rowSchema = z.object({
  operator: z.string(),
  intent: intentSchema,
  verdict: verdictSchema.nullable(),
  mutants: z.int(),
  overrides: z.int(),
});

/** What became of each operator's mutants in a dataset, most mutants first. Reads every program: no list waits for it. */
export async function operatorStats(db: Db, datasetId: number): Promise<OperatorStats[]> {
  const answer = await db.execute(sql`
    select p.operator, p.intent, p.verdict, count(*)::int as mutants, count(e.line)::int as overrides
    from programs p
      left join effective_labels e on e.program_id = p.id and e.line = p.label_line
        and e.decided and (e.label <> e.automatic or e.masked)
    where p.dataset_id = ${datasetId} and p.operator is not null
    group by 1, 2, 3`);
  const stats = new Map<string, OperatorStats>();
  for (const row of z.array(rowSchema).parse(answer.rows)) {
    const key = `${row.operator} ${row.intent}`;
    const found = stats.get(key) ?? {
      operator: row.operator,
      intent: row.intent,
      mutants: 0,
      verdicts: {} satisfies Partial<Record<Verdict, number>>,
      survivors: 0,
      overrides: 0,
    };
    found.mutants += row.mutants;
    found.overrides += row.overrides;
    if (row.verdict !== null) found.verdicts[row.verdict] = row.mutants;
    if (row.verdict === "passed" && row.intent === "mutate") found.survivors += row.mutants;
    stats.set(key, found);
  }
  return [...stats.values()].sort((a, b) => b.mutants - a.mutants || a.operator.localeCompare(b.operator));
}
