import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropPair } from "./drop-pair";

it.each([
  { behaviour: "drops neighbours", source: "a = 1\nb = a\nc(b)", results: ["c(b)", "a = 1"] },
  {
    behaviour: "leaves no block empty",
    source: "if a:\n    b()\n    c()\nd()\ne",
    results: ["if a:\n    b()\n    c()"],
  },
  {
    behaviour: "leaves docstrings and compound statements alone",
    source: "'doc'\na = 1\nif a:\n    b",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropPair, source)).toEqual(results);
});
