import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { booleanConnective } from "./boolean-connective";

it.each([
  {
    behaviour: "exchanges and and or",
    source: "a = b and c or d",
    results: ["a = b and c and d", "a = b or c or d"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(booleanConnective, source)).toEqual(results);
});
