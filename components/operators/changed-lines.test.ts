import { expect, it } from "vitest";
import { changedLines } from "./changed-lines";

const marks = (text: string, other: string) =>
  changedLines(text, other).map(({ changed }) => (changed ? "x" : "."));

it("marks what lies between the common head and tail", () => {
  expect(marks("a\nb\nc", "a\nB\nc").join("")).toBe(".x.");
});

it("marks a line that the other text lacks, and none in the other", () => {
  expect(marks("a\nb\nc", "a\nc").join("")).toBe(".x.");
  expect(marks("a\nc", "a\nb\nc").join("")).toBe("..");
});

it("does not count a repeated line for head and tail at once", () => {
  expect(marks("a\na", "a").join("")).toBe(".x");
});

it("marks nothing in equal texts", () => {
  expect(marks("a\nb", "a\nb").join("")).toBe("..");
});
