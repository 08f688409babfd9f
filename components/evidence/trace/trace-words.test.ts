import { expect, it } from "vitest";
import type { ComparedTrace, TraceStep } from "#server/verification/schema";
import { changesText, differingNames, divergenceText, endingText } from "./trace-words";

const step = (changed: Record<string, string>, ending: TraceStep["ending"] = null): TraceStep => ({
  kind: "line",
  line: 1,
  depth: 1,
  function: "f",
  changed: Object.entries(changed).map(([name, value]) => ({ name, value })),
  ending,
  endedAt: 1,
});
const returned = (text: string): TraceStep["ending"] => ({ how: "returned", text });
const outline = (end: ComparedTrace["program"]["end"] = "complete", error: string | null = null) => ({
  end,
  results: [],
  error,
});
const row = { program: step({}, returned("1")), parent: step({}, returned("2")), edited: false };
const compared = (patch: Partial<ComparedTrace>): ComparedTrace => ({
  rows: [row],
  divergence: null,
  program: outline(),
  parent: outline(),
  ...patch,
});

it("says what a step changed and how it ended", () => {
  expect(changesText(step({ a: "1", b: "[2]" }))).toBe("a = 1, b = [2]");
  expect([endingText(step({})), endingText(step({}, returned("1")))]).toEqual(["", "returned 1"]);
});

it("names the variables that differ in a row", () => {
  expect(
    differingNames({ program: step({ a: "1", b: "2" }), parent: step({ a: "1", b: "3", c: "4" }) }),
  ).toEqual(["b", "c"]);
  expect(differingNames({ program: step({ a: "1" }), parent: null })).toEqual([]);
});

it.each<[Partial<ComparedTrace>, string]>([
  [{}, "In this test it does what the reference does."],
  [{ program: outline("cut") }, "In the first 1 steps it does what the reference does."],
  [
    { divergence: { row: 4, kind: "path", names: [] } },
    "First difference at step 5: another line runs next.",
  ],
  [
    { divergence: { row: 4, kind: "value", names: ["a", "b", "c", "d", "e"] } },
    "First difference at step 5: a, b, c and 2 more.",
  ],
  [
    { divergence: { row: 0, kind: "ending", names: [] } },
    "First difference at step 1: it returned 1, the reference returned 2.",
  ],
  [{ parent: null, program: outline("timeout") }, "1 steps, then it ran out of time."],
  [{ program: outline("complete", "SyntaxError: x") }, "The program could not be followed: SyntaxError: x"],
])("says where two programs first differ: %#", (patch, text) => {
  expect(divergenceText(compared(patch))).toBe(text);
});
