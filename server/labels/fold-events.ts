import type { LineLabel, OverrideReason } from "#server/core/vocabulary";
import { labelFromWire } from "./wire";

/** What the fold reads of an event. */
export type FoldedEvent = {
  id: number;
  seq: number;
  kind: "vote" | "withdraw" | "comment" | "undo";
  toLabel: number;
  reason: OverrideReason | null;
  annotator: string;
  undoes: number | null;
};

export type Folded = {
  label: LineLabel;
  masked: boolean;
  reason: OverrideReason | null;
  annotator: string;
} | null;

/** Reasons that say that the problem itself is wrong: what hangs on it is kept out of training. */
const problemReasons = new Set<OverrideReason | null>(["ambiguous-statement", "wrong-oracle"]);

/**
 * What a line's events come to, in the order of their seq. Each annotator has one current vote, the last that was
 * neither withdrawn nor undone; of these the last one resolves the line. Null: nobody's vote stands.
 */
export function foldEvents(events: readonly FoldedEvent[]): Folded {
  const undone = new Set(events.filter((event) => event.kind === "undo").map((event) => event.undoes));
  const current = new Map<string, FoldedEvent>();
  for (const event of events) {
    if (undone.has(event.id)) continue;
    if (event.kind === "vote") {
      // Taken out first, so that the map stays in the order of the votes.
      current.delete(event.annotator);
      current.set(event.annotator, event);
    } else if (event.kind === "withdraw") {
      current.delete(event.annotator);
    }
  }
  const last = [...current.values()].at(-1);
  if (last === undefined) return null;
  return {
    label: labelFromWire(last.toLabel),
    masked: problemReasons.has(last.reason),
    reason: last.reason,
    annotator: last.annotator,
  };
}
