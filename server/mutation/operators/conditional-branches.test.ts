import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { conditionalBranches } from "./conditional-branches";

it.each([
  {
    behaviour: "writes a conditional as branches",
    source: "def f(a):\n    b = 1 if a else 2\n    return b if a else 3",
    results: [
      "def f(a):\n    if a:\n        b = 1\n    else:\n        b = 2\n    return b if a else 3",
      "def f(a):\n    b = 1 if a else 2\n    if a:\n        return b\n    else:\n        return 3",
    ],
  },
  {
    behaviour: "writes branches as a conditional",
    source: "if a:\n    b = 1\nelse:\n    b = 2",
    results: ["b = 1 if a else 2"],
  },
  {
    behaviour: "joins an early return with the return after it",
    source: "def f(a):\n    if a:\n        return 1\n    return 2",
    results: ["def f(a):\n    return 1 if a else 2"],
  },
  {
    behaviour: "leaves branches that do different things alone",
    source: "if a:\n    b = 1\nelse:\n    c = 2",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(conditionalBranches, source)).toEqual(results);
});
