import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { integerDivision } from "./integer-division";

it.each([
  {
    behaviour: "exchanges the two divisions",
    source: "a = b / c // d",
    results: ["a = b / c / d", "a = b // c // d"],
  },
  {
    behaviour: "also in an augmented assignment",
    source: "a /= 2\nb //= 2",
    results: ["a //= 2\nb //= 2", "a /= 2\nb /= 2"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(integerDivision, source)).toEqual(results);
});
