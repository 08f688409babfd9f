import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { breakContinue } from "./break-continue";

it.each([
  {
    behaviour: "exchanges the two",
    source: "for a in b:\n    if a:\n        break\n    continue",
    results: [
      "for a in b:\n    if a:\n        continue\n    continue",
      "for a in b:\n    if a:\n        break\n    break",
    ],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(breakContinue, source)).toEqual(results);
});
