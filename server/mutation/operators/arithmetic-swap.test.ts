import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { arithmeticSwap } from "./arithmetic-swap";

it.each([
  {
    behaviour: "offers the mistakes for each operator",
    source: "a = b + c % d",
    results: ["a = b - c % d", "a = b * c % d", "a = b + c // d"],
  },
  {
    behaviour: "exchanges bit operators",
    source: "a = b & c << 1",
    results: ["a = b | c << 1", "a = b & c >> 1"],
  },
  { behaviour: "leaves text and lists alone", source: "a = 'x' + b\nc = [0] * n\nd = '%s' % e", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(arithmeticSwap, source)).toEqual(results);
});
