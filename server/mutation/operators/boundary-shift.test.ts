import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { boundaryShift } from "./boundary-shift";

it.each([
  {
    behaviour: "adds or drops equality",
    source: "while a < b and c >= d:\n    pass",
    results: [
      "while a <= b and c >= d:\n    pass",
      "while a < b and c > d:\n    pass",
      "while a <= b and c > d:\n    pass",
    ],
  },
  { behaviour: "has nothing to do for equality", source: "a == b", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(boundaryShift, source)).toEqual(results);
});
