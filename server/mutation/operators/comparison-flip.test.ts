import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { comparisonFlip } from "./comparison-flip";

it.each([
  {
    behaviour: "mirrors sides and sign",
    source: "a = b <= c + 1\nd = e == f",
    results: ["a = c + 1 >= b\nd = e == f", "a = b <= c + 1\nd = f == e"],
  },
  {
    behaviour: "leaves chains, membership and calls with effects alone",
    source: "a < b < c\nd in e\nf() < g.pop()",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(comparisonFlip, source)).toEqual(results);
});
