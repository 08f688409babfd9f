import { expect, test } from "vitest";
import { trimEndOf } from "./trim-end";

test.each([
  ["a \t\n", " \t", "a \t\n"],
  ["a\n \t", " \t", "a\n"],
  ["a.!?!", ".!?", "a"],
  ["\n\n", "\n", ""],
  ["", "\n", ""],
])("%j without %j at its end is %j", (text, characters, trimmed) => {
  expect(trimEndOf(text, characters)).toBe(trimmed);
});

test("goes on quickly past a long run that is not at the end", () => {
  const text = `${" ".repeat(500_000)}x`;
  expect(trimEndOf(text, " ")).toBe(text);
});
