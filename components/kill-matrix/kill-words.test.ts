import { expect, it } from "vitest";
import type { KillCell, KillMatrix, KillRow } from "#server/datasets/schema";
import { matrixText, orderedMutants, orderedTests, testsApart } from "./kill-words";
import { strengthText } from "./strength-words";

const row = (id: number, line: number, cells: KillCell[], equivalent = false): KillRow => ({
  id,
  line,
  cells,
  equivalent,
  operator: "",
  verdict: "passed",
  message: null,
});
const mutants = [
  row(1, 3, ["passed", "passed"]),
  row(2, 1, ["wrong-answer", "raised"]),
  row(3, 2, ["timeout", "unknown"]),
];
const tests = [
  { ordinal: 0, source: "", kills: 2, alone: 0 },
  { ordinal: 1, source: "", kills: 0, alone: 0 },
  { ordinal: 2, source: "", kills: 5, alone: 3 },
];

it.each([
  ["line", [2, 3, 1]],
  ["fewest", [1, 3, 2]],
  ["most", [2, 3, 1]],
] as const)("orders mutants by %s", (order, ids) => {
  expect(orderedMutants(mutants, order).map(({ id }) => id)).toEqual(ids);
});

it.each([
  ["number", [0, 1, 2]],
  ["most", [2, 0, 1]],
  ["fewest", [1, 0, 2]],
] as const)("orders tests by %s", (order, positions) => {
  expect(orderedTests(tests, order)).toEqual(positions);
});

it("names tests that catch nothing and those that alone catch something", () => {
  expect(testsApart(tests)).toEqual({ idle: [2], alone: [{ test: 3, count: 3 }] });
});

it("says how strong the tests are and what is not counted", () => {
  const matrix: KillMatrix = { tests, mutants, killed: 2, killable: 3, notCompiling: 0 };
  expect(matrixText(matrix)).toBe("The tests catch 2 of 3 mutants meant to break (66 %).");
  const apart = { ...matrix, notCompiling: 2, mutants: [row(4, 1, [], true)] };
  expect(matrixText(apart)).toContain(
    "Not counted: 2 mutants that do not compile and 1 survivor called equivalent.",
  );
  expect(matrixText({ ...matrix, killed: 0, killable: 0 })).toMatch(/no mutant/);
});

it("calls only all of them 100 %", () => {
  expect([strengthText(999, 1000), strengthText(5, 5), strengthText(0, 0)]).toEqual(["99 %", "100 %", "–"]);
});
