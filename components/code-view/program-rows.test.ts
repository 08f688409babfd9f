import { describe, expect, it } from "vitest";
import { addedZones, lineOfRow, programRows, rowOfLine } from "./program-rows";

const text = (rows: ReturnType<typeof programRows>): string[] =>
  rows.map((row) => {
    if (row.kind === "removed") return `-${row.parentLine}`;
    if (row.kind === "added") return `+${row.line}`;
    return `${row.kind === "end" ? "$" : "="}${row.line}/${row.parentLine}`;
  });

describe("programRows", () => {
  it("shows a program without an edit line by line and its end", () => {
    expect(text(programRows(2, []))).toEqual(["=1/1", "=2/2", "$3/3"]);
  });

  it("puts replacement lines beneath the lines they replace", () => {
    const rows = programRows(3, [{ parentFrom: 2, parentTo: 3, from: 2, to: 4 }]);
    expect(text(rows)).toEqual(["=1/1", "-2", "+2", "+3", "=4/3", "$5/4"]);
  });

  it("shows a deletion at the end of the program", () => {
    const rows = programRows(3, [{ parentFrom: 3, parentTo: 4, from: 3, to: 3 }]);
    expect(text(rows)).toEqual(["=1/1", "=2/2", "-3", "$3/4"]);
  });

  it("keeps numbering right across several hunks", () => {
    const rows = programRows(4, [
      { parentFrom: 1, parentTo: 1, from: 1, to: 2 },
      { parentFrom: 3, parentTo: 4, from: 4, to: 5 },
    ]);
    expect(text(rows)).toEqual(["+1", "=2/1", "=3/2", "-3", "+4", "=5/4", "$6/5"]);
  });
});

it("finds the row of a line and the line of a removed row", () => {
  const rows = programRows(3, [{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }]);
  expect(rowOfLine(rows, 2)).toBe(2);
  expect(lineOfRow(rows, 1)).toBe(2);
  expect(rowOfLine(rows, 99)).toBe(-1);
});

it("draws zones only for hunks that add lines, after the last replaced line", () => {
  expect(
    addedZones([
      { parentFrom: 1, parentTo: 1, from: 1, to: 2 },
      { parentFrom: 3, parentTo: 5, from: 4, to: 4 },
      { parentFrom: 7, parentTo: 9, from: 6, to: 7 },
    ]),
  ).toEqual([
    { afterLine: 0, from: 1, to: 2 },
    { afterLine: 8, from: 6, to: 7 },
  ]);
});
