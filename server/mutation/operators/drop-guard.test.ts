import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropGuard } from "./drop-guard";

it.each([
  {
    behaviour: "forgets a guard, or only its condition",
    source: "def f(n):\n    if n < 1:\n        return 0\n    return n",
    results: ["def f(n):\n    return n", "def f(n):\n    return 0\n    return n"],
  },
  {
    behaviour: "forgets only the condition of what does not leave",
    source: "if a:\n    b = 1\n    c = 2",
    results: ["b = 1\nc = 2"],
  },
  { behaviour: "leaves an if with else alone", source: "if a:\n    return 1\nelse:\n    b = 2", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropGuard, source)).toEqual(results);
});
