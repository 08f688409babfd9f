import { expect, it } from "vitest";
import type { LineView } from "#server/labels/schema";
import { withDraft } from "./drafts";
import type { OutboxEntry } from "./outbox";
import { mergedLines, overlaid } from "./overlay";
import { lineView as line, outboxEntry } from "./testing";

const entry = (value: OutboxEntry["value"], at: number) => outboxEntry(1, { value, line: at });
const labels = (lines: LineView[]) => lines.map((l) => l.label);

it("shows a vote before it is saved", () => {
  const shown = overlaid([line(1), line(2)], 1, [entry("incorrect", 2)]);
  expect(labels(shown)).toEqual(["correct", "incorrect"]);
  expect(shown[1]?.from).toBe("override");
});

it("shows first error here: before correct, this incorrect, the rest unknown, blanks untouched", () => {
  const lines = [line(1, { label: null }), line(2, { kind: "blank", label: "neutral" }), line(3), line(4)];
  expect(labels(overlaid(lines, 1, [entry("first-error", 3)]))).toEqual([
    "correct",
    "neutral",
    "incorrect",
    null,
  ]);
});

it("leaves lines before a first error alone that are correct already", () => {
  const shown = overlaid([line(1), line(2)], 1, [entry("first-error", 2)]);
  expect(shown.map(({ from }) => from)).toEqual(["rule", "override"]);
});

it("goes back to the automatic label on withdraw, and leaves other programs alone", () => {
  const lines = [line(1, { label: "incorrect", from: "override" })];
  expect(labels(overlaid(lines, 1, [entry("withdraw", 1)]))).toEqual(["correct"]);
  expect(labels(overlaid(lines, 2, [entry("withdraw", 1)]))).toEqual(["incorrect"]);
});

it("takes over only the lines that the server sent back", () => {
  const merged = mergedLines([line(1), line(2)], [line(2, { label: null, headSeq: 5 })]);
  expect(merged.map((l) => l.headSeq)).toEqual([0, 5]);
});

it("drops a draft that says nothing any more", () => {
  const one = withDraft({}, "1:2", { value: "incorrect" });
  expect(withDraft(one, "1:2", { value: null })).toEqual({});
  expect(withDraft(one, "1:2", { comment: "off by one" })["1:2"]).toEqual({
    value: "incorrect",
    byReason: false,
    reason: null,
    comment: "off by one",
    commenting: false,
  });
  expect(withDraft({}, "1:2", { commenting: true })["1:2"]?.value).toBeNull();
});
