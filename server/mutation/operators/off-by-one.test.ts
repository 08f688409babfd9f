import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { offByOne } from "./off-by-one";

it.each([
  {
    behaviour: "counts one too many or too few",
    source: "a = len(b)",
    results: ["a = len(b) + 1", "a = len(b) - 1"],
  },
  {
    behaviour: "where a number is passed, compared or returned",
    source: "def f(c):\n    n = 0\n    g(n)\n    if c < n:\n        return n",
    results: [
      "def f(c):\n    n = 0\n    g(n + 1)\n    if c < n:\n        return n",
      "def f(c):\n    n = 0\n    g(n - 1)\n    if c < n:\n        return n",
      "def f(c):\n    n = 0\n    g(n)\n    if c < n + 1:\n        return n",
      "def f(c):\n    n = 0\n    g(n)\n    if c < n - 1:\n        return n",
      "def f(c):\n    n = 0\n    g(n)\n    if c < n:\n        return n + 1",
      "def f(c):\n    n = 0\n    g(n)\n    if c < n:\n        return n - 1",
    ],
  },
  {
    behaviour: "leaves texts, lists, ranges and what is not known alone",
    source: "a = 'x'\nb = f(a)\nc = [1]\nrange(len(c))",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(offByOne, source)).toEqual(results);
});
