import { createHash } from "node:crypto";
import { and, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "#db/client";
import { datasets, effectiveLabels, labelEvents, programs, suspicions } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import type { LineLabel, OverrideReason } from "#server/core/vocabulary";
import { refreshProblemStats } from "#server/datasets/index";
import { type EventRow, eventsOfAction, eventsOfLines, eventView } from "./event-view";
import { type FoldedEvent, foldEvents } from "./fold-events";
import { lineViews } from "./line-views";
import { loadProblemLabels } from "./load-problem-labels";
import { type LabelledProgram, type ResolvedLine, resolveProgram, runsBehind } from "./resolve-program";
import type { VoteResult } from "./schema";
import { labelToWire } from "./wire";

/** Who does something, and by which event of the client. */
export type Action = {
  clientEvent: string;
  programId: number;
  annotator: string;
  blind?: boolean | undefined;
  activeMs?: number | null | undefined;
};

export type PlannedEvent = {
  line: number;
  kind: "vote" | "withdraw" | "comment" | "undo";
  /** Of a vote: what the annotator says. Other kinds: what becomes of the line follows from the fold. */
  label?: LineLabel | undefined;
  keep?: boolean | undefined;
  reason?: OverrideReason | null | undefined;
  comment?: string | null | undefined;
  undoes?: number | undefined;
  /** The line's last event that the annotator saw; absent where that does not matter. */
  seenSeq?: number | undefined;
};

type Planner = (state: {
  tx: Tx;
  program: LabelledProgram;
  lines: readonly ResolvedLine[];
}) => PlannedEvent[] | Promise<PlannedEvent[]>;

/**
 * Writes the events of one action and the effective labels that follow from them, in one transaction. The dataset's row
 * is locked first: that gives the events their numbers without gaps, and makes of racing annotators one who is first
 * and one who is told. A repeated client event changes nothing and answers as the first time.
 */
export async function recordAction(db: Db, action: Action, plan: Planner): Promise<VoteResult> {
  return db.transaction(async (tx) => {
    const [place] = await tx
      .select({ datasetId: programs.datasetId, problemId: programs.problemId })
      .from(programs)
      .where(eq(programs.id, action.programId));
    if (place === undefined) throw new AppError("not-found", `There is no program ${action.programId}.`);
    const [dataset] = await tx
      .select({ lastSeq: datasets.lastSeq })
      .from(datasets)
      .where(eq(datasets.id, place.datasetId))
      .for("no key update");
    const at = { programId: action.programId, problemId: place.problemId };
    const replayed = await eventsOfAction(tx, action.clientEvent);
    if (replayed.length > 0) {
      if (replayed.some((event) => event.programId !== action.programId)) {
        throw new AppError("invalid-input", "This client event was used for another program.");
      }
      return { outcome: "saved", events: replayed.map(eventView), lines: await lineViews(tx, at) };
    }
    const labels = await loadProblemLabels(tx, place.problemId);
    const program = labels.programs.get(action.programId);
    if (program === undefined) throw new AppError("not-found", `There is no program ${action.programId}.`);
    const lines = resolveProgram(program, labels.programs);
    const planned = await plan({ tx, program, lines });
    const conflict = await findConflict(tx, action, planned, lines);
    if (conflict !== null) return conflict;
    const runIds = runsBehind(program, labels.programs);
    const saved = await writeEvents(tx, {
      action,
      planned,
      lines,
      runIds,
      datasetId: place.datasetId,
      lastSeq: dataset?.lastSeq ?? 0,
    });
    await settleSuspicions(tx, action.programId, planned);
    await refreshProblemStats(tx, place.problemId);
    return { outcome: "saved", events: saved.map(eventView), lines: await lineViews(tx, at) };
  });
}

/**
 * A decision on one of the lines that is newer than what the annotator saw: another's, or one's own in another tab, since
 * every browser of a server decides in the same name.
 */
async function findConflict(
  tx: Tx,
  action: Action,
  planned: readonly PlannedEvent[],
  lines: readonly ResolvedLine[],
): Promise<VoteResult | null> {
  for (const { line, seenSeq } of planned) {
    const resolved = lines[line - 1];
    if (resolved === undefined) {
      throw new AppError(
        "invalid-input",
        `The program has ${lines.length - 1} lines and its end, no line ${line}.`,
      );
    }
    if (seenSeq === undefined || (resolved.decision?.headSeq ?? 0) <= seenSeq) continue;
    const [head] = await tx
      .select()
      .from(labelEvents)
      .where(
        and(
          eq(labelEvents.programId, action.programId),
          eq(labelEvents.line, line),
          gt(labelEvents.seq, seenSeq),
          ne(labelEvents.kind, "comment"),
        ),
      )
      .orderBy(desc(labelEvents.seq))
      .limit(1);
    if (head === undefined) continue;
    const event = eventView(head);
    const label = event.toLabel ?? "unknown";
    const message = `${event.annotator} decided on line ${line} in the meantime: it is ${label} now.`;
    return { outcome: "conflict", message, head: event };
  }
  return null;
}

type Writing = {
  action: Action;
  planned: readonly PlannedEvent[];
  lines: readonly ResolvedLine[];
  runIds: number[];
  datasetId: number;
  lastSeq: number;
};

async function writeEvents(tx: Tx, writing: Writing): Promise<EventRow[]> {
  const { action, planned, lines, runIds, datasetId, lastSeq } = writing;
  const before = await eventsOfLines(
    tx,
    action.programId,
    planned.map((event) => event.line),
  );
  const saved: EventRow[] = [];
  for (const [index, event] of planned.entries()) {
    const resolved = lines[event.line - 1];
    if (resolved === undefined) continue;
    const seq = lastSeq + index + 1;
    const known = before.filter((row) => row.line === event.line).map(foldedEvent);
    const label = event.label ?? null;
    const folded = foldEvents([
      ...known,
      {
        id: 0,
        seq,
        kind: event.kind,
        toLabel: labelToWire(label),
        reason: event.reason ?? null,
        annotator: action.annotator,
        undoes: event.undoes ?? null,
      },
    ]);
    const after = folded === null ? resolved.undecided : folded.label;
    const [row] = await tx
      .insert(labelEvents)
      .values({
        datasetId,
        seq,
        clientEvent: index === 0 ? action.clientEvent : partOf(action.clientEvent, index),
        programId: action.programId,
        line: event.line,
        seenSeq: event.seenSeq ?? resolved.decision?.headSeq ?? 0,
        kind: event.kind,
        fromLabel: labelToWire(resolved.label),
        toLabel: labelToWire(
          event.kind === "vote" ? label : event.kind === "comment" ? resolved.label : after,
        ),
        keep: event.keep ?? false,
        reason: event.reason ?? null,
        comment: event.comment ?? null,
        annotator: action.annotator,
        blind: action.blind ?? false,
        batch: planned.length > 1 ? action.clientEvent : null,
        undoes: event.undoes ?? null,
        activeMs: action.activeMs ?? null,
      })
      .returning();
    if (row !== undefined) saved.push(row);
    if (event.kind === "comment") continue;
    const values = {
      decided: folded !== null,
      label: labelToWire(after),
      automatic: labelToWire(resolved.automatic),
      masked: folded?.masked ?? false,
      reason: folded?.reason ?? null,
      annotator: folded?.annotator ?? action.annotator,
      headSeq: seq,
      runIds,
    };
    await tx
      .insert(effectiveLabels)
      .values({ programId: action.programId, line: event.line, ...values })
      .onConflictDoUpdate({ target: [effectiveLabels.programId, effectiveLabels.line], set: values });
  }
  await tx
    .update(datasets)
    .set({ lastSeq: lastSeq + planned.length })
    .where(eq(datasets.id, datasetId));
  return saved;
}

/** A line on which somebody decided needs no attention any more, until the decision is taken back. */
async function settleSuspicions(tx: Tx, programId: number, planned: readonly PlannedEvent[]): Promise<void> {
  const lines = planned.filter((event) => event.kind !== "comment").map((event) => event.line);
  if (lines.length === 0) return;
  await tx
    .update(suspicions)
    .set({
      settled: sql`exists (select 1 from ${effectiveLabels} e
        where e.program_id = ${suspicions.programId} and e.line = ${suspicions.line} and e.decided)`,
    })
    .where(and(eq(suspicions.programId, programId), inArray(suspicions.line, lines)));
  await tx
    .update(programs)
    .set({
      suspicion: sql`coalesce((select max(${suspicions.rank}) from ${suspicions}
        where ${suspicions.programId} = ${programId} and not ${suspicions.settled}), 0)`,
    })
    .where(eq(programs.id, programId));
}

function foldedEvent(row: EventRow): FoldedEvent {
  const { reason } = eventView(row);
  return { ...row, reason };
}

/** A UUID for the `index`-th event of an action, the same whenever the action is sent. */
function partOf(clientEvent: string, index: number): string {
  const hex = createHash("sha256").update(`${clientEvent}/${index}`).digest("hex");
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return groups.join("-");
}
