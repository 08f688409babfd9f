import type { LineView } from "#server/labels/schema";
import type { OutboxEntry } from "./outbox";

/** A line that its rule calls correct. */
export function lineView(line: number, more: Partial<LineView> = {}): LineView {
  return {
    line,
    kind: "code",
    label: "correct",
    from: "rule",
    automatic: "correct",
    parentLine: null,
    executed: true,
    masked: false,
    outdated: false,
    reason: null,
    annotator: null,
    headSeq: 0,
    score: null,
    ...more,
  };
}

/** A decision that waits to be sent: line 4 of program 1 is incorrect. */
export function outboxEntry(number: number, more: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    clientEvent: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    datasetId: 1,
    problemId: 1,
    programId: 1,
    mutantId: null,
    line: 4,
    value: "incorrect",
    reason: null,
    comment: null,
    seenSeq: 0,
    seenSeqs: null,
    activeMs: null,
    state: "waiting",
    message: null,
    ...more,
  };
}
