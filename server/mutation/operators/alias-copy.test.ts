import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { aliasCopy } from "./alias-copy";

it.each([
  {
    behaviour: "drops the copying of a slice, a constructor, a method",
    source: "a = b[:]\nc = list(d)\ne = f.copy()\ng = copy.deepcopy(h)",
    results: [
      "a = b\nc = list(d)\ne = f.copy()\ng = copy.deepcopy(h)",
      "a = b[:]\nc = d\ne = f.copy()\ng = copy.deepcopy(h)",
      "a = b[:]\nc = list(d)\ne = f\ng = copy.deepcopy(h)",
      "a = b[:]\nc = list(d)\ne = f.copy()\ng = h",
    ],
  },
  {
    behaviour: "leaves real slices and conversions alone",
    source: "a = b[1:]\nc = list(range(3))",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(aliasCopy, source)).toEqual(results);
});
