import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { loopComprehension } from "./loop-comprehension";

it.each([
  {
    behaviour: "writes an appending loop as a comprehension",
    source:
      "def f(a):\n    b = []\n    for c in a:\n        if c > 1:\n            b.append(c * 2)\n    return b",
    results: ["def f(a):\n    b = [c * 2 for c in a if c > 1]\n    return b"],
  },
  {
    behaviour: "writes a comprehension as a loop",
    source: "def f(a):\n    b = [c + 1 for c in a if c]\n    return b",
    results: [
      "def f(a):\n    b = []\n    for c in a:\n        if c:\n            b.append(c + 1)\n    return b",
    ],
  },
  {
    behaviour: "writes a returned comprehension as a loop",
    source: "def f(a):\n    return [c for c in a]",
    results: ["def f(a):\n    result = []\n    for c in a:\n        result.append(c)\n    return result"],
  },
  {
    behaviour: "leaves loops alone that do more, or whose variable is used",
    source: "def f(a):\n    b = []\n    for c in a:\n        b.append(c)\n    return c",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(loopComprehension, source)).toEqual(results);
});
