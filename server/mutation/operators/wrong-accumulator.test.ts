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
  { behaviour: "leaves other assignments alone", source: "a = b + c", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongAccumulator, source)).toEqual(results);
});
