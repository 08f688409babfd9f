import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { commuteOperands } from "./commute-operands";

it.each([
  {
    behaviour: "exchanges factors and summed numbers",
    source: "a = b * c\nd = 1\ne = d + 2",
    results: ["a = c * b\nd = 1\ne = d + 2", "a = b * c\nd = 1\ne = 2 + d"],
  },
  {
    behaviour: "keeps operations together",
    source: "a = b * (c * d) * e",
    results: ["a = e * (b * (c * d))", "a = (c * d) * b * e", "a = b * (d * c) * e"],
  },
  {
    behaviour: "leaves text, lists and unknown sums alone",
    source: "a = b + c\nd = [1] + [2]\ne = f() * g()",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(commuteOperands, source)).toEqual(results);
});
