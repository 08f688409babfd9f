import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Db } from "#db/client";
import { labelEvents, sources } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { classifyLines, isNeutral } from "#server/core/python-lines";
import type { LineLabel } from "#server/core/vocabulary";
import { eventsOfBatch } from "./event-view";
import { type PlannedEvent, recordAction } from "./record-action";
import type {
  commentInputSchema,
  firstErrorInputSchema,
  undoInputSchema,
  VoteResult,
  voteInputSchema,
} from "./schema";

/** One annotator's opinion on one line, which resolves it at once; `keep` and `unknown` are opinions too. */
export async function vote(
  db: Db,
  annotator: string,
  input: z.output<typeof voteInputSchema>,
): Promise<VoteResult> {
  const { value, line, seenSeq, reason, comment } = input;
  return recordAction(db, { ...input, annotator }, ({ lines }) => {
    if (value === "withdraw") return [{ line, kind: "withdraw", comment, seenSeq }];
    const label: LineLabel =
      value === "keep" ? (lines[line - 1]?.automatic ?? null) : value === "unknown" ? null : value;
    return [{ line, kind: "vote", label, keep: value === "keep", reason, comment, seenSeq }];
  });
}

/**
 * "The first error is here": the code lines before are correct, this one is incorrect, of the rest nobody knows. Lines
 * before that are correct already are left alone, so that a mutant's go on following its reference.
 */
export async function voteFirstError(
  db: Db,
  annotator: string,
  input: z.output<typeof firstErrorInputSchema>,
): Promise<VoteResult> {
  return recordAction(db, { ...input, annotator }, async ({ tx, lines, program }) => {
    if (input.line > lines.length) {
      throw new AppError(
        "invalid-input",
        `The program has ${program.lineCount} lines, no line ${input.line}.`,
      );
    }
    const [source] = await tx.select().from(sources).where(eq(sources.programId, program.id));
    const kinds = classifyLines(source?.text ?? "");
    return lines.flatMap(({ line, label: now }): PlannedEvent[] => {
      const kind = kinds[line - 1];
      if (line !== input.line && kind !== undefined && isNeutral(kind)) return [];
      if (line < input.line && now === "correct") return [];
      const label = line < input.line ? "correct" : line === input.line ? "incorrect" : null;
      const here = line === input.line ? { reason: input.reason, comment: input.comment } : {};
      return [{ line, kind: "vote", label, seenSeq: input.seenSeqs[line - 1] ?? 0, ...here }];
    });
  });
}

/** A remark on a line; decides nothing. */
export async function comment(
  db: Db,
  annotator: string,
  input: z.output<typeof commentInputSchema>,
): Promise<VoteResult> {
  return recordAction(db, { ...input, annotator }, () => [
    { line: input.line, kind: "comment", comment: input.comment },
  ]);
}

/**
 * Takes back one of one's own decisions, with all that were made by the same action: the lines have again what they would
 * have had without it. Undoing what is undone already changes nothing.
 */
export async function undo(
  db: Db,
  annotator: string,
  input: z.output<typeof undoInputSchema>,
): Promise<VoteResult> {
  const [event] = await db.select().from(labelEvents).where(eq(labelEvents.id, input.eventId));
  if (event === undefined) throw new AppError("not-found", `There is no label event ${input.eventId}.`);
  if (event.annotator !== annotator) {
    throw new AppError(
      "invalid-input",
      `This was decided by ${event.annotator}; only one's own decisions can be undone.`,
    );
  }
  if (event.kind !== "vote" && event.kind !== "withdraw") {
    throw new AppError("invalid-input", `A ${event.kind} cannot be undone.`);
  }
  const action = { clientEvent: input.clientEvent, programId: event.programId, annotator };
  return recordAction(db, action, async ({ tx }) => {
    const together = event.batch === null ? [event] : await eventsOfBatch(tx, event.programId, event.batch);
    const undone = await tx
      .select({ undoes: labelEvents.undoes })
      .from(labelEvents)
      .where(eq(labelEvents.programId, event.programId));
    return together
      .filter(({ id }) => !undone.some(({ undoes }) => undoes === id))
      .map(({ id, line }): PlannedEvent => ({ line, kind: "undo", undoes: id }));
  });
}
