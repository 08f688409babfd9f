import { expect, test } from "vitest";
import { aggregate, firstErrorOf } from "./aggregate";

const scores = [0.9, null, 0.5, 0.2, 0.1];

test("the first error is the first scored line below the threshold", () => {
  expect(firstErrorOf(scores, 0.3)).toBe(4);
  expect(firstErrorOf(scores, 0.05)).toBeNull();
  expect(firstErrorOf([null, null], 0.9)).toBeNull();
});

test("lines after the first error do not count", () => {
  expect(aggregate(scores, 4, "min")).toBe(0.2);
  expect(aggregate(scores, null, "min")).toBe(0.1);
});

test("every way of aggregating", () => {
  expect(aggregate(scores, 3, "mean")).toBeCloseTo(0.7);
  expect(aggregate(scores, 3, "product")).toBeCloseTo(0.45);
  expect(aggregate(scores, 3, "last")).toBe(0.5);
});

test("a program without a scored line has no aggregate", () => {
  expect(aggregate([null, null], null, "min")).toBeNull();
});
