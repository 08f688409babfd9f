import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { comparisonSwap } from "./comparison-swap";

it.each([
  {
    behaviour: "turns every comparison sign around, or takes it for equality",
    source: "a < b >= c",
    results: ["a > b >= c", "a < b <= c", "a < b == c"],
  },
  {
    behaviour: "turns membership and identity around",
    source: "a in b\nc is not None",
    results: ["a not in b\nc is not None", "a in b\nc is None"],
  },
  { behaviour: "leaves other code alone", source: "a = b + c", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(comparisonSwap, source)).toEqual(results);
});
