import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { rangeBound } from "./range-bound";

it.each([
  {
    behaviour: "moves the end or the start of range(n)",
    source: "range(n)",
    results: ["range(n - 1)", "range(n + 1)", "range(1, n)"],
  },
  {
    behaviour: "moves both bounds",
    source: "range(i, j - 1)",
    results: ["range(i + 1, j - 1)", "range(i - 1, j - 1)", "range(i, j)", "range(i, j - 2)"],
  },
  {
    behaviour: "forgets the step",
    source: "range(a, b, 2)",
    results: [
      "range(a + 1, b, 2)",
      "range(a - 1, b, 2)",
      "range(a, b + 1, 2)",
      "range(a, b - 1, 2)",
      "range(a, b)",
    ],
  },
  { behaviour: "leaves other calls alone", source: "arrange(n)", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(rangeBound, source)).toEqual(results);
});
