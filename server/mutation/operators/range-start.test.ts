import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { rangeStart } from "./range-start";

it.each([
  { behaviour: "writes the start out", source: "range(n)", results: ["range(0, n)"] },
  {
    behaviour: "leaves the start out, or writes the step",
    source: "range(0, n)\nrange(1, n)",
    results: ["range(n)\nrange(1, n)", "range(0, n)\nrange(1, n, 1)"],
  },
  { behaviour: "leaves steps alone", source: "range(0, n, 2)", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(rangeStart, source)).toEqual(results);
});
