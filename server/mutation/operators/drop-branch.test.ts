import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropBranch } from "./drop-branch";

it.each([
  {
    behaviour: "drops an elif, an else, each by itself",
    source: "if a:\n    b\nelif c:\n    d\nelse:\n    e",
    results: ["if a:\n    b\nelse:\n    e", "if a:\n    b\nelif c:\n    d"],
  },
  {
    behaviour: "drops what the last elif asks",
    source: "if a:\n    b\nelif c:\n    d",
    results: ["if a:\n    b", "if a:\n    b\nelse:\n    d"],
  },
  {
    behaviour: "leaves alone an else that does nothing",
    source: "def f(a):\n    if a:\n        return 1\n    else:\n        return None",
    results: [],
  },
  { behaviour: "keeps one value of two", source: "a = b if c else d", results: ["a = b", "a = d"] },
  { behaviour: "leaves a branch on its header's line alone", source: "if a: b\nelse: c", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropBranch, source)).toEqual(results);
});
