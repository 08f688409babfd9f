import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropCondition } from "./drop-condition";

it.each([
  {
    behaviour: "keeps either side",
    source: "if a and b:\n    pass",
    results: ["if a:\n    pass", "if b:\n    pass"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropCondition, source)).toEqual(results);
});
