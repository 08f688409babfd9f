import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropOperand } from "./drop-operand";

it.each([
  { behaviour: "keeps either side of a sum", source: "a = b + 1", results: ["a = b", "a = 1"] },
  { behaviour: "keeps what a remainder is taken of", source: "a = b % m", results: ["a = b"] },
  {
    behaviour: "keeps what is divided",
    source: "a = (b - 1) // 2",
    results: ["a = (b - 1)", "a = b // 2", "a = 1 // 2"],
  },
  { behaviour: "leaves formats and repeated lists alone", source: "a = '%s' % b\nc = [0] * n", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropOperand, source)).toEqual(expect.arrayContaining(results));
  expect(rewrites(dropOperand, source)).toHaveLength(results.length);
});
