import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { wrongMagnitude } from "./wrong-magnitude";

it.each([
  {
    behaviour: "takes a smaller power of ten",
    source: "a = 10 ** 10",
    results: ["a = 10 ** 5", "a = 10 ** 6", "a = 10 ** 9"],
  },
  { behaviour: "has a nought too few or too many", source: "a = 100", results: ["a = 10", "a = 1000"] },
  { behaviour: "leaves other numbers alone", source: "a = 10 + 2 ** 18 + 105 + 0x100", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongMagnitude, source)).toEqual(results);
});
