import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { labelEvents } from "#db/schema/index";
import { overrideReasonSchema } from "#server/core/vocabulary";
import type { LabelEvent } from "./schema";
import { labelFromWire } from "./wire";

export type EventRow = typeof labelEvents.$inferSelect;

export function eventView(row: EventRow): LabelEvent {
  return {
    id: row.id,
    seq: row.seq,
    programId: row.programId,
    line: row.line,
    kind: row.kind,
    fromLabel: labelFromWire(row.fromLabel),
    toLabel: labelFromWire(row.toLabel),
    keep: row.keep,
    reason: overrideReasonSchema.nullable().parse(row.reason),
    comment: row.comment,
    annotator: row.annotator,
    blind: row.blind,
    batch: row.batch,
    undoes: row.undoes,
    at: row.at,
  };
}

/** What happened to a program's lines, or to one of them, newest first. */
export async function labelHistory(
  db: Db,
  { programId, line }: { programId: number; line?: number | undefined },
): Promise<LabelEvent[]> {
  const rows = await db
    .select()
    .from(labelEvents)
    .where(
      and(eq(labelEvents.programId, programId), line === undefined ? undefined : eq(labelEvents.line, line)),
    )
    .orderBy(desc(labelEvents.seq));
  return rows.map(eventView);
}

/** The events of some lines of a program in the order they happened. */
export async function eventsOfLines(
  tx: Tx,
  programId: number,
  lines: readonly number[],
): Promise<EventRow[]> {
  if (lines.length === 0) return [];
  return tx
    .select()
    .from(labelEvents)
    .where(and(eq(labelEvents.programId, programId), inArray(labelEvents.line, [...lines])))
    .orderBy(asc(labelEvents.seq));
}

/** The events that one client event made: a replay answers with them. */
export async function eventsOfAction(tx: Tx, clientEvent: string): Promise<EventRow[]> {
  const [first] = await tx.select().from(labelEvents).where(eq(labelEvents.clientEvent, clientEvent));
  if (first === undefined || first.batch === null) return first === undefined ? [] : [first];
  return eventsOfBatch(tx, first.programId, first.batch);
}

/** Events that belong together, of one program. */
export async function eventsOfBatch(tx: Tx, programId: number, batch: string): Promise<EventRow[]> {
  return tx
    .select()
    .from(labelEvents)
    .where(and(eq(labelEvents.programId, programId), eq(labelEvents.batch, batch)))
    .orderBy(asc(labelEvents.seq));
}
