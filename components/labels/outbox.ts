import { z } from "zod";
import { overrideReasonSchema } from "#server/core/vocabulary";
import { voteInputSchema } from "#server/labels/schema";

/** Where a decision was made, so that undo and retry can lead back to it. */
const placeSchema = z.object({
  datasetId: z.int(),
  problemId: z.int(),
  programId: z.int(),
  /** Null where the program is the reference. */
  mutantId: z.int().nullable(),
  line: z.int(),
});
export type Place = z.infer<typeof placeSchema>;

/** A decision that the server has not acknowledged yet. */
export const outboxEntrySchema = placeSchema.extend({
  clientEvent: z.uuid(),
  value: z.union([voteInputSchema.shape.value, z.literal("first-error"), z.literal("comment")]),
  reason: overrideReasonSchema.nullable(),
  comment: z.string().nullable(),
  /** headSeq of the line as the annotator saw it; of every line for `first-error`. */
  seenSeq: z.int(),
  seenSeqs: z.array(z.int()).nullable(),
  activeMs: z.int().nullable(),
  state: z.enum(["waiting", "sending", "failed"]),
  /** Why it could not be saved. */
  message: z.string().nullable(),
});
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;
export type Outbox = readonly OutboxEntry[];

const sameLine = (a: Place, b: Place): boolean => a.programId === b.programId && a.line === b.line;

/** Decisions on one program are sent one after the other, in the order made; a failed one holds back those after it. */
export function nextToSend(outbox: Outbox): OutboxEntry | null {
  const held = new Set<number>();
  for (const entry of outbox) {
    if (entry.state === "waiting" && !held.has(entry.programId)) return entry;
    held.add(entry.programId);
  }
  return null;
}

function replaced(outbox: Outbox, clientEvent: string, change: Partial<OutboxEntry>): Outbox {
  return outbox.map((entry) => (entry.clientEvent === clientEvent ? { ...entry, ...change } : entry));
}

export function sending(outbox: Outbox, clientEvent: string): Outbox {
  return replaced(outbox, clientEvent, { state: "sending", message: null });
}

export function failed(outbox: Outbox, clientEvent: string, message: string): Outbox {
  return replaced(outbox, clientEvent, { state: "failed", message });
}

/** Tries every failed decision once more. */
export function retried(outbox: Outbox): Outbox {
  return outbox.map((entry) =>
    entry.state === "failed" ? { ...entry, state: "waiting", message: null } : entry,
  );
}

export function dropped(outbox: Outbox, clientEvent: string): Outbox {
  return outbox.filter((entry) => entry.clientEvent !== clientEvent);
}

/**
 * Takes out a saved decision. Those still waiting on the same program were made knowing it, so they have now seen the
 * heads that it left behind; without this an annotator would be in conflict with themselves.
 */
export function saved(
  outbox: Outbox,
  clientEvent: string,
  heads: readonly { line: number; headSeq: number }[],
): Outbox {
  const done = outbox.find((entry) => entry.clientEvent === clientEvent);
  if (done === undefined) return outbox;
  const headOf = new Map(heads.map((head) => [head.line, head.headSeq]));
  return dropped(outbox, clientEvent).map((entry) => {
    if (entry.programId !== done.programId) return entry;
    return {
      ...entry,
      seenSeq: headOf.get(entry.line) ?? entry.seenSeq,
      seenSeqs: entry.seenSeqs?.map((seq, index) => headOf.get(index + 1) ?? seq) ?? null,
    };
  });
}

/** What is still on its way for a line, last decision first. */
export function pendingOf(outbox: Outbox, place: Pick<Place, "programId" | "line">): OutboxEntry | undefined {
  return outbox.findLast((entry) => sameLine(entry, { ...entry, ...place }) && entry.value !== "comment");
}
