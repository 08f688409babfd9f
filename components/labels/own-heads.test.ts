import { expect, it } from "vitest";
import type { LabelEvent } from "#server/labels/schema";
import { noteHeads, seenHead } from "./own-heads";

const event = (seq: number, more: Partial<LabelEvent> = {}): LabelEvent => ({
  id: seq,
  seq,
  programId: 3,
  line: 4,
  kind: "vote",
  fromLabel: null,
  toLabel: "correct",
  keep: false,
  reason: null,
  comment: null,
  annotator: "ann",
  blind: false,
  batch: null,
  undoes: null,
  at: new Date(0),
  ...more,
});

it("knows one's own decision before the page shows it, and a newer one from the page", () => {
  noteHeads([event(7)]);
  expect(seenHead(3, { line: 4, headSeq: 2 })).toBe(7);
  expect(seenHead(3, { line: 4, headSeq: 9 })).toBe(9);
  expect(seenHead(3, { line: 5, headSeq: 2 })).toBe(2);
  expect(seenHead(8, { line: 4, headSeq: 2 })).toBe(2);
});

it("takes a comment for no sight of what was decided before it", () => {
  noteHeads([event(7), event(12, { kind: "comment" })]);
  expect(seenHead(3, { line: 4, headSeq: 2 })).toBe(7);
});
