import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { assignmentSlip } from "./assignment-slip";

it.each([
  { behaviour: "compares", source: "a = 1", results: ["a == 1"] },
  { behaviour: "adds up nothing", source: "a += 1", results: ["a + 1", "a == 1"] },
  {
    behaviour: "leaves what has several names or values alone",
    source: "a, b = c\na = b, c\na = b = c",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(assignmentSlip, source)).toEqual(results);
});
