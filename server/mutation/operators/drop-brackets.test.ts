import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropBrackets } from "./drop-brackets";

it.each([
  ["(a + b) // 2", "a + b // 2"],
  ["a - (b - c)", "a - b - c"],
  ["a // (b * c)", "a // b * c"],
  ["(a ** b) ** c", "a ** b ** c"],
  ["-(a + b)", "-a + b"],
  ["not (a or b)", "not a or b"],
  ["(a or b) and c", "a or b and c"],
  ["(a in b) == (c in d)", "a in b == (c in d)"],
  ["a * (b if c else d)", "a * b if c else d"],
])("takes the brackets of %s", (before, after) => {
  expect(rewrites(dropBrackets, `x = ${before}`)).toContain(`x = ${after}`);
});

it.each([
  "(a * b) + c",
  "a + (b + c)",
  "(a + b) + c",
  "(a)",
  "a * (b)",
  "f((a + b))",
  "(a and b) or c",
  "a ** (-b)",
  "a == (not b)",
])("leaves %s alone, where brackets decide nothing", (text) => {
  expect(rewrites(dropBrackets, `x = ${text}`)).toEqual([]);
});
