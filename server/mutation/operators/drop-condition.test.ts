import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropCondition } from "./drop-condition";

it.each([
  {
    behaviour: "keeps either side",
    source: "if a and b:\n    pass",
    results: ["if a:\n    pass", "if b:\n    pass"],
  },
  {
    behaviour: "keeps either end of a chain",
    source: "x = a < b <= c",
    results: ["x = a < b", "x = b <= c"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropCondition, source)).toEqual(results);
});
