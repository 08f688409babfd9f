import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { chainedComparison } from "./chained-comparison";

it.each([
  { behaviour: "splits a chain", source: "a = b < c <= d", results: ["a = b < c and c <= d"] },
  {
    behaviour: "chains two comparisons over one middle",
    source: "a = b < c and c < d",
    results: ["a = b < c < d"],
  },
  { behaviour: "brackets under not", source: "a = not b < c < d", results: ["a = not (b < c and c < d)"] },
  {
    behaviour: "leaves others alone",
    source: "a = b < c and d < e\nf = g < h and h > i\nj = k() < l.pop() < m",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(chainedComparison, source)).toEqual(results);
});
