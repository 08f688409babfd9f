import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { augmentedAssign } from "./augmented-assign";

it.each([
  {
    behaviour: "writes a number's or text's += out",
    source: "a = 0\na += b\nc += 1\nd += 'x'",
    results: [
      "a = 0\na = a + b\nc += 1\nd += 'x'",
      "a = 0\na += b\nc = c + 1\nd += 'x'",
      "a = 0\na += b\nc += 1\nd = d + 'x'",
    ],
  },
  {
    behaviour: "keeps the added value together",
    source: "a = 0\na -= b - c",
    results: ["a = 0\na = a - (b - c)"],
  },
  { behaviour: "contracts it again", source: "a = 0\na = a + b * c", results: ["a = 0\na += b * c"] },
  {
    behaviour: "leaves what may be a list alone",
    source: "def f(a, c, d):\n    a += b\n    c *= 2\n    d = d + e\n    f = []\n    f += [1]",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(augmentedAssign, source)).toEqual(results);
});
