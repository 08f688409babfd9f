import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { earlyReturnToElse } from "./early-return-to-else";

it.each([
  {
    behaviour: "puts the rest into an else",
    source: "def f(a):\n    if a:\n        return 1\n    b = 2\n    return b",
    results: ["def f(a):\n    if a:\n        return 1\n    else:\n        b = 2\n        return b"],
  },
  {
    behaviour: "takes an else apart",
    source: "def f(a):\n    if a:\n        return 1\n    else:\n        return 2",
    results: ["def f(a):\n    if a:\n        return 1\n    return 2"],
  },
  {
    behaviour: "leaves an if that goes on alone",
    source: "def f(a):\n    if a:\n        b = 1\n    return 2",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(earlyReturnToElse, source)).toEqual(results);
});
