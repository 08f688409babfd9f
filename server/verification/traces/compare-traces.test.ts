import { expect, it } from "vitest";
import { compareTraces, isInfected, singleTrace } from "./compare-traces";
import type { Trace, TraceStep } from "./schema";

type Short = { line: number; kind?: TraceStep["kind"]; depth?: number; ends?: string; open?: true } & {
  set?: Record<string, string>;
  /** Steps that begin inside of this one. */
  inside?: number;
};

function traceOf(steps: Short[], end: Trace["end"] = "complete"): Trace {
  return {
    end,
    results: [],
    error: null,
    steps: steps.map(
      ({ line, kind = "line", depth = 1, set = {}, ends, open, inside = 0 }, index): TraceStep => ({
        kind,
        line,
        depth,
        function: "f",
        changed: Object.entries(set).map(([name, value]) => ({ name, value })),
        ending: ends === undefined ? null : { how: "returned", text: ends },
        endedAt: open ? null : index + 1 + inside,
      }),
    ),
  };
}

/** Line 2 of 4 changed into another one. */
const changed = { hunks: [{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }], parentLineCount: 4 };
const deleted = { hunks: [{ parentFrom: 2, parentTo: 3, from: 2, to: 2 }], parentLineCount: 4 };

it("marks the value that the changed line gives, where it gives it", () => {
  const program = traceOf([{ line: 1 }, { line: 2, set: { x: "3" } }, { line: 3, ends: "3" }]);
  const parent = traceOf([{ line: 1 }, { line: 2, set: { x: "4" } }, { line: 3, ends: "4" }]);
  const { divergence, rows } = compareTraces(program, parent, changed);
  expect(divergence).toEqual({ row: 1, kind: "value", names: ["x"] });
  expect(rows.map(({ edited }) => edited)).toEqual([false, true, false]);
});

it("finds a difference that the changed line makes only later", () => {
  const loop = (last: string) =>
    traceOf([{ line: 2, set: { i: "0" } }, { line: 3 }, { line: 2, set: { i: last } }]);
  expect(compareTraces(loop("1"), loop("2"), changed).divergence).toEqual({
    row: 2,
    kind: "value",
    names: ["i"],
  });
});

it("marks the first line of another path, and finds where both meet again", () => {
  const program = traceOf([{ line: 2 }, { line: 4, ends: "1" }]);
  const parent = traceOf([{ line: 2 }, { line: 3 }, { line: 4, ends: "1" }]);
  const { divergence, rows } = compareTraces(program, parent, changed);
  expect(divergence).toEqual({ row: 1, kind: "path", names: [] });
  expect(rows.map((row) => [row.program?.line, row.parent?.line])).toEqual([
    [2, 2],
    [undefined, 3],
    [4, 4],
  ]);
});

it("lays lines side by side through the line map where one was deleted", () => {
  const program = traceOf([{ line: 1, set: { x: "0" } }, { line: 2 }, { line: 3, ends: "0" }]);
  const parent = traceOf([
    { line: 1, set: { x: "0" } },
    { line: 2, set: { x: "1" } },
    { line: 3 },
    { line: 4, ends: "1" },
  ]);
  const { divergence, rows } = compareTraces(program, parent, deleted);
  expect(rows.map((row) => [row.program?.line, row.parent?.line])).toEqual([
    [1, 1],
    [undefined, 2],
    [2, 3],
    [3, 4],
  ]);
  expect(divergence).toEqual({ row: 1, kind: "value", names: ["x"] });
});

it("names the difference inside of a call, not the one it makes in the caller", () => {
  const trace = (value: string) =>
    traceOf([
      { line: 4, inside: 2, set: { y: value } },
      { line: 1, kind: "call", depth: 2, set: { n: "1" } },
      { line: 2, depth: 2, ends: value },
    ]);
  expect(compareTraces(trace("1"), trace("2"), changed).divergence).toEqual({
    row: 2,
    kind: "ending",
    names: [],
  });
});

it("takes a variable that only one of the programs has for no difference", () => {
  const program = traceOf([
    { line: 2, set: { extracted: "1" } },
    { line: 3, set: { x: "1" } },
  ]);
  const parent = traceOf([{ line: 2 }, { line: 3, set: { x: "1" } }]);
  expect(compareTraces(program, parent, changed).divergence).toBeNull();
  expect(isInfected(program, parent, changed)).toBe(false);
});

it("knows when a program never got over a line that its parent got over", () => {
  const program = traceOf([{ line: 2 }, { line: 3, open: true }], "timeout");
  const parent = traceOf([{ line: 2 }, { line: 3 }]);
  expect(compareTraces(program, parent, changed).divergence).toEqual({ row: 1, kind: "ending", names: [] });
});

it.each([
  ["the program's", ["cut", "complete"]],
  ["its parent's", ["complete", "cut"]],
] as const)("cannot say more than %s trace holds", (_name, [mine, theirs]) => {
  const long = [{ line: 2 }, { line: 3 }, { line: 4 }];
  const short = [{ line: 2 }, { line: 3, open: true as const }];
  const program = traceOf(mine === "cut" ? short : long, mine);
  const parent = traceOf(theirs === "cut" ? short : long, theirs);
  expect(compareTraces(program, parent, changed).divergence).toBeNull();
  expect(isInfected(program, parent, changed)).toBeNull();
});

it("shows a single program's trace beside nothing", () => {
  const { rows, divergence, parent } = singleTrace(traceOf([{ line: 1 }]));
  expect([rows.length, rows[0]?.parent, divergence, parent]).toEqual([1, null, null, null]);
});
