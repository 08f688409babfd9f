import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { swapBranches } from "./swap-branches";

it.each([
  {
    behaviour: "exchanges the values of a conditional",
    source: "a = b if c else d",
    results: ["a = d if c else b"],
  },
  {
    behaviour: "exchanges two blocks",
    source: "if a:\n    b\n    c\nelse:\n    d",
    results: ["if a:\n    d\nelse:\n    b\n    c"],
  },
  {
    behaviour: "leaves an if with elif alone",
    source: "if a:\n    b\nelif c:\n    d\nelse:\n    e",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(swapBranches, source)).toEqual(results);
});
