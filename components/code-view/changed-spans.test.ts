import { expect, it } from "vitest";
import { changedSpans } from "./changed-spans";

const cut = (lines: string[], spans: { from: number; to: number }[][]): string[][] =>
  spans.map((row, index) => row.map((span) => lines[index]?.slice(span.from, span.to) ?? ""));

it("finds the one operator that changed", () => {
  const before = ["    if low <= high:"];
  const after = ["    if low < high:"];
  const spans = changedSpans(before, after);
  expect(cut(before, spans.before)).toEqual([["<="]]);
  expect(cut(after, spans.after)).toEqual([["<"]]);
});

it("finds every renamed occurrence in several lines", () => {
  const before = ["total = 0", "return total"];
  const after = ["sum_ = 0", "return sum_"];
  const spans = changedSpans(before, after);
  expect(cut(before, spans.before)).toEqual([["total"], ["total"]]);
  expect(cut(after, spans.after)).toEqual([["sum_"], ["sum_"]]);
});

it("joins a change that only blanks interrupt", () => {
  const spans = changedSpans(["x = a"], ["x = not b or c"]);
  expect(cut(["x = not b or c"], spans.after)).toEqual([["not b or c"]]);
});

it("takes whole lines where one side is empty, without their indentation", () => {
  expect(changedSpans(["    pass"], [])).toEqual({ before: [[{ from: 4, to: 8 }]], after: [] });
});
