import { expect, it } from "vitest";
import { executedLineSet } from "./python-lines-executed";

function executed(source: string, reported: number[]): number[] {
  return [...executedLineSet(source, reported)].sort((a, b) => a - b);
}

it("counts a statement over several lines as a whole", () => {
  expect(executed("x = f(\n  1,\n  2,\n)\ny = 2", [1])).toEqual([1, 2, 3, 4]);
  expect(executed("x = [\n  f(),\n]", [2])).toEqual([1, 2, 3]);
});

it("counts else, finally and global by the statement that follows", () => {
  const source = "if a:\n  b\nelse:\n  c\n  d";
  expect(executed(source, [1, 4, 5])).toEqual([1, 3, 4, 5]);
  expect(executed(source, [1, 2])).toEqual([1, 2]);
  expect(executed("def f():\n  global x, y\n  x = 1", [1, 3])).toEqual([1, 2, 3]);
});

it("looks through several lines without bytecode", () => {
  expect(executed("try:\n  a\nfinally:\n  global b\n  b = 1", [1, 2, 5])).toEqual([1, 2, 3, 4, 5]);
});

it("does not count a one-line else by what follows the statement", () => {
  expect(executed("if a: b\nelse: c\nd", [1, 3])).toEqual([1, 3]);
});
