import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { earlyReturn } from "./early-return";

it.each([
  {
    behaviour: "returns inside the loop what follows it",
    source: "def f(a):\n    b = 0\n    for c in a:\n        b += c\n    return b",
    results: ["def f(a):\n    b = 0\n    for c in a:\n        b += c\n        return b\n    return b"],
  },
  {
    behaviour: "needs a return right after the loop",
    source: "def f(a):\n    for c in a:\n        b = c\n    d = 1\n    return d",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(earlyReturn, source)).toEqual(results);
});
