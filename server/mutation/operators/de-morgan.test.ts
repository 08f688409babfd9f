import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { deMorgan } from "./de-morgan";

it.each([
  {
    behaviour: "resolves a negated bracket",
    source: "a = not (b and c == d)",
    results: ["a = not b or c != d"],
  },
  {
    behaviour: "makes one in a condition",
    source: "if a or not b:\n    c",
    results: ["if not (not a and b):\n    c"],
  },
  {
    behaviour: "keeps a value's brackets",
    source: "a = x and not (b or c)",
    results: ["a = x and (not b and not c)"],
  },
  {
    behaviour: "leaves values alone where they count",
    source: "a = b and c\nd = not (not e or f)",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(deMorgan, source)).toEqual(results);
});
