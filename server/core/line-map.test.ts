import { expect, it } from "vitest";
import { lineMap } from "./line-map";

it("is the identity without hunks", () => {
  const map = lineMap([], 3);
  expect([1, 2, 3, 4].map(map.toParent)).toEqual([1, 2, 3, 4]);
  expect(map.toParent(5)).toBeNull();
  expect(map.toParent(0)).toBeNull();
});

it("cuts a changed line out and keeps the others, end of program included", () => {
  const map = lineMap([{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }], 3);
  expect([1, 2, 3, 4].map(map.toParent)).toEqual([1, null, 3, 4]);
  expect([1, 2, 3, 4].map(map.toChild)).toEqual([1, null, 3, 4]);
});

it("shifts the lines after a deletion", () => {
  const map = lineMap([{ parentFrom: 2, parentTo: 4, from: 2, to: 2 }], 5);
  expect(map.lineCount).toBe(3);
  expect([1, 2, 3, 4].map(map.toParent)).toEqual([1, 4, 5, 6]);
  expect([1, 2, 3, 4, 5, 6].map(map.toChild)).toEqual([1, null, null, 2, 3, 4]);
});

it("shifts the lines after an insertion", () => {
  const map = lineMap([{ parentFrom: 2, parentTo: 2, from: 2, to: 4 }], 2);
  expect([1, 2, 3, 4, 5].map(map.toParent)).toEqual([1, null, null, 2, 3]);
  expect([1, 2, 3].map(map.toChild)).toEqual([1, 4, 5]);
});

it("adds the shifts of several hunks up", () => {
  const map = lineMap(
    [
      { parentFrom: 1, parentTo: 2, from: 1, to: 3 },
      { parentFrom: 3, parentTo: 4, from: 4, to: 4 },
    ],
    5,
  );
  expect([1, 2, 3, 4, 5, 6].map(map.toParent)).toEqual([null, null, 2, 4, 5, 6]);
});

it.each([
  ["the last line deleted", { parentFrom: 3, parentTo: 4, from: 3, to: 3 }],
  ["the last line changed", { parentFrom: 3, parentTo: 4, from: 3, to: 4 }],
  ["a line appended", { parentFrom: 4, parentTo: 4, from: 4, to: 5 }],
])("does not map end of program through an edit that touches the end: %s", (_name, hunk) => {
  const map = lineMap([hunk], 3);
  expect(map.toParent(map.lineCount + 1)).toBeNull();
  expect(map.toChild(4)).toBeNull();
  expect(map.toParent(2)).toBe(2);
});
