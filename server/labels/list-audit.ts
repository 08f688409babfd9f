import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import { splitLines } from "#server/core/lines";
import { intentSchema, reasonsOf, suspicionReasons, verdictSchema } from "#server/core/vocabulary";
import { decodeCursor, encodeCursor } from "#server/datasets/index";
import { labelsOfItems } from "./labels-of-items";
import type { AuditItem, auditInputSchema, auditPageSchema } from "./schema";

const rowSchema = z.object({
  programId: z.coerce.number(),
  problemId: z.int(),
  problemKey: z.string(),
  problemTitle: z.string(),
  operator: z.string().nullable(),
  intent: intentSchema.nullable(),
  verdict: verdictSchema.nullable(),
  line: z.int(),
  code: z.string(),
  reasonMask: z.int(),
  rank: z.number(),
});

/**
 * Lines whose label may be wrong and on which nobody has decided, most suspicious first; within a rank in the order of
 * the programs. With a reason, every such line of that reason; without, each program once, at its most suspicious line.
 */
export async function listAudit(
  db: Db,
  input: z.output<typeof auditInputSchema>,
): Promise<z.infer<typeof auditPageSchema>> {
  const items = input.reason ? itemsOfReason(input) : itemsOfAll(input);
  const answer = await db.execute(sql`
    with item as materialized (${items})
    select item.program_id as "programId", p.problem_id as "problemId", b.key as "problemKey", b.title as "problemTitle",
      p.operator, p.intent, p.verdict, item.line, s.text as code, p.reason_mask as "reasonMask", item.rank
    from item
      join programs p on p.id = item.program_id
      join problems b on b.id = p.problem_id
      join sources s on s.program_id = p.id
    order by - item.rank, item.program_id, item.line`);
  const rows = z.array(rowSchema).parse(answer.rows);
  const page = rows.slice(0, input.limit);
  const labels = await labelsOfItems(db, page);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    items: page.map(
      ({ code, reasonMask, ...row }, index): AuditItem => ({
        ...row,
        lineText: splitLines(code)[row.line - 1] ?? "",
        label: labels[index] ?? null,
        reasons: reasonsOf(reasonMask),
      }),
    ),
    nextCursor: last === undefined ? null : encodeCursor([-last.rank, last.programId, last.line]),
  };
}

function itemsOfReason({ datasetId, reason, cursor, limit }: z.output<typeof auditInputSchema>) {
  const position = cursor ? decodeCursor(cursor, 3) : null;
  const after =
    position === null
      ? sql``
      : sql`and (- rank, program_id, line) > (${position[0]}::real, ${position[1]}::bigint, ${position[2]}::int)`;
  return sql`
    select program_id, line, rank from suspicions
    where dataset_id = ${datasetId} and reason = ${reason ? suspicionReasons.indexOf(reason) : -1} and not settled ${after}
    order by - rank, program_id, line limit ${limit + 1}`;
}

function itemsOfAll({ datasetId, cursor, limit }: z.output<typeof auditInputSchema>) {
  const position = cursor ? decodeCursor(cursor, 3) : null;
  const after =
    position === null ? sql`` : sql`and (- suspicion, id) > (${position[0]}::real, ${position[1]}::bigint)`;
  return sql`
    select p.id as program_id, top.line, p.suspicion as rank
    from (
      select id, suspicion from programs where dataset_id = ${datasetId} and suspicion > 0 ${after}
      order by - suspicion, id limit ${limit + 1}) p
    cross join lateral (
      select line from suspicions where program_id = p.id and not settled order by - rank, line limit 1) top`;
}
