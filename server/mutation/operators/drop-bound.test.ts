import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropBound } from "./drop-bound";

it.each([
  { behaviour: "keeps one of two", source: "a = max(b - c, 0)", results: ["a = b - c", "a = 0"] },
  {
    behaviour: "keeps together what belongs together",
    source: "a = 2 * min(b - c, 9)",
    results: ["a = 2 * (b - c)", "a = 2 * 9"],
  },
  {
    behaviour: "drops one of three",
    source: "a = max(b, c, d)",
    results: ["a = max(b, c)", "a = max(b, d)", "a = max(c, d)"],
  },
  {
    behaviour: "leaves a list's maximum, a key and other functions alone",
    source: "max(b)\nmax(b, c, key=f)\nmax(*b, 1)\npow(b, c)",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropBound, source)).toEqual(results);
});
