import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { wrongAccumulator } from "./wrong-accumulator";

it.each([
  { behaviour: "overwrites or goes the wrong way", source: "a += b", results: ["a = b", "a -= b"] },
  {
    behaviour: "forgets the running value",
    source: "a = a + b\nc = max(c, d)",
    results: ["a = b\nc = max(c, d)", "a = a + b\nc = d"],
  },
  {
    behaviour: "puts the new behind the old",
    source: "a = b + a\nc = 2 * c",
    results: ["a = b\nc = 2 * c", "a += b\nc = 2 * c", "a = b + a\nc = 2"],
  },
  { behaviour: "leaves other assignments alone", source: "a = b + c", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongAccumulator, source)).toEqual(results);
});
