import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { loopOnce } from "./loop-once";

it.each([
  { behaviour: "tests once", source: "while a:\n    b()", results: ["if a:\n    b()"] },
  {
    behaviour: "leaves a loop alone whose break would belong to none",
    source: "while a:\n    if b:\n        break",
    results: [],
  },
  {
    behaviour: "knows whose break it is",
    source: "for c in d:\n    while a:\n        break",
    results: ["for c in d:\n    if a:\n        break"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(loopOnce, source)).toEqual(results);
});
