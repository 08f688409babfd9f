import type { LabelEvent } from "#server/labels/schema";
import { draftKey } from "./drafts";

/**
 * Heads that this page's own decisions left behind. A page shows a saved decision a moment after it is saved; one made in
 * that moment would be stale without this, and its annotator in conflict with themselves.
 */
const heads = new Map<string, number>();

export function noteHeads(events: readonly LabelEvent[]): void {
  for (const { programId, line, seq, kind } of events) {
    // A comment decides nothing: what others decided before it may not have been seen.
    if (kind !== "comment") heads.set(draftKey(programId, line), seq);
  }
}

/** The line's last event that the annotator knows of: the one shown, or their own newer one. */
export function seenHead(programId: number, { line, headSeq }: { line: number; headSeq: number }): number {
  return Math.max(headSeq, heads.get(draftKey(programId, line)) ?? 0);
}
