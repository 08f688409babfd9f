import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { forToWhile } from "./for-to-while";

it.each([
  {
    behaviour: "counts up to a bound",
    source: "def f(n):\n    a = 0\n    for i in range(n):\n        a += i\n    return a",
    results: [
      "def f(n):\n    a = 0\n    i = 0\n    while i < n:\n        a += i\n        i += 1\n    return a",
    ],
  },
  {
    behaviour: "counts down and looks at a bound once",
    source:
      "def f(a):\n    for i in range(len(a) - 1, -1, -1):\n        a.pop()\n    for j in range(len(a)):\n        a.pop()",
    results: [
      "def f(a):\n    stop = -1\n    i = len(a) - 1\n    while i > stop:\n        a.pop()\n        i -= 1\n    for j in range(len(a)):\n        a.pop()",
      "def f(a):\n    for i in range(len(a) - 1, -1, -1):\n        a.pop()\n    stop = len(a)\n    j = 0\n    while j < stop:\n        a.pop()\n        j += 1",
    ],
  },
  {
    behaviour: "leaves loops alone that continue, rebind or are read later",
    source:
      "def f(n):\n    for i in range(n):\n        if i: continue\n    for j in range(n):\n        j += 1\n    for k in range(n):\n        pass\n    return k",
    results: [],
  },
  {
    behaviour: "leaves other iterables alone",
    source: "def f(a):\n    for b in a:\n        pass",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(forToWhile, source)).toEqual(results);
});
