import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { reorderStatements } from "./reorder-statements";

it.each([
  { behaviour: "exchanges independent assignments", source: "a = 1\nb = c", results: ["b = c\na = 1"] },
  {
    behaviour: "respects dependence",
    source: "a = 1\nb = a\nc = 2\na = c",
    results: ["a = 1\nc = 2\nb = a\na = c"],
  },
  { behaviour: "leaves calls alone", source: "a = f()\nb = g()", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(reorderStatements, source)).toEqual(results);
});
