import { expect, it } from "vitest";
import { diffLines } from "./diff-lines";

const marks = { same: " ", removed: "-", added: "+" } as const;
const shown = (before: string, after: string, ...hunks: [number, number, number, number][]) =>
  diffLines({
    before,
    after,
    hunks: hunks.map(([parentFrom, parentTo, from, to]) => ({ parentFrom, parentTo, from, to })),
  }).map(({ kind, text }) => `${marks[kind]}${text}`);

it("puts what a hunk took out before what it put in", () => {
  expect(shown("a\nb\nc", "a\nB\nc", [2, 3, 2, 3])).toEqual([" a", "-b", "+B", " c"]);
});

it("shows each hunk at its place", () => {
  expect(shown("x\nb\nx", "y\nb\ny", [1, 2, 1, 2], [3, 4, 3, 4])).toEqual(["-x", "+y", " b", "-x", "+y"]);
});

it("shows a line that was taken out and one that was put in", () => {
  expect(shown("a\nb", "a", [2, 3, 2, 2])).toEqual([" a", "-b"]);
  expect(shown("a", "a\nb", [2, 2, 2, 3])).toEqual([" a", "+b"]);
});
