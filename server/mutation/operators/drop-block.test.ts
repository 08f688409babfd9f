import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropBlock } from "./drop-block";

it.each([
  {
    behaviour: "drops an if with its branches",
    source: "a\nif b:\n    c\nelse:\n    d\ne",
    results: ["a\ne"],
  },
  {
    behaviour: "drops a loop, and what stands in it",
    source: "for a in b:\n    while c:\n        d\n    e",
    results: ["pass", "for a in b:\n    e"],
  },
  {
    behaviour: "leaves no block empty",
    source: "def f(a):\n    if a:\n        b",
    results: ["def f(a):\n    pass"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropBlock, source)).toEqual(results);
});
