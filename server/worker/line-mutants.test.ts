import { expect, it } from "vitest";
import { lineMutants } from "./line-mutants";

const source = "def f(a, b):\n    total = a + b * 2\n    return total < 10";

it("gives mutants of the asked line only, of different operators first", () => {
  const mutants = lineMutants({ source, line: 3 });
  expect(mutants.length).toBeGreaterThan(1);
  for (const { code, labelLine, summary } of mutants) {
    expect(labelLine).toBe(3);
    expect(code.split("\n").slice(0, 2)).toEqual(source.split("\n").slice(0, 2));
    expect(summary).not.toBe("");
  }
  const operators = mutants.map(({ operator }) => operator);
  const distinct = new Set(operators).size;
  expect(new Set(operators.slice(0, distinct)).size).toBe(distinct);
});

it.each([
  ["a line that nothing changes", source, 9],
  ["a program that does not parse", "def f(:\n    return 1", 2],
  ["nothing", "", 1],
])("has none for %s", (_, code, line) => {
  expect(lineMutants({ source: code, line })).toEqual([]);
});
