import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropIndex } from "./drop-index";

it.each([
  {
    behaviour: "takes the list or the index for the element",
    source: "a = b[i]",
    results: ["a = b", "a = i"],
  },
  {
    behaviour: "takes all for a part",
    source: "a = b[1:]\nc = d[::-1]",
    results: ["a = b\nc = d[::-1]", "a = b[1:]\nc = d"],
  },
  {
    behaviour: "leaves places that are written, and types, alone",
    source: "a[i] = b\na[i] += b\ndef f(c: List[int]):\n    pass",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropIndex, source)).toEqual(results);
});
