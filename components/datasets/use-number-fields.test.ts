import { expect, it } from "vitest";
import { readNumber } from "./use-number-fields";

it.each([
  ["7", 1, true, 7],
  [" 7 ", 1, true, 7],
  ["", 1, true, null],
  ["", 0, false, undefined],
  ["0", 0, false, 0],
  ["0", 1, true, undefined],
  ["-1", 0, false, undefined],
  ["1.5", 0, false, undefined],
  ["seven", 0, true, undefined],
  ["2147483648", 0, false, undefined],
])("reads %o from %i", (text, min, optional, value) => {
  expect(readNumber(text, { min, optional })).toBe(value);
});

it("reads fractions where they are fine", () => {
  const rule = { min: 0.01, fraction: true, optional: true };
  expect(readNumber("1.5", rule)).toBe(1.5);
  expect(readNumber("0", rule)).toBeUndefined();
  expect(readNumber("Infinity", rule)).toBeUndefined();
});

it("reads up to the largest that is allowed", () => {
  const rule = { min: 0, max: 8, optional: false };
  expect(readNumber("8", rule)).toBe(8);
  expect(readNumber("9", rule)).toBeUndefined();
});
