import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { splitAssignment } from "./split-assignment";

it.each([
  { behaviour: "splits a tuple assignment", source: "a, b = 1, c", results: ["a = 1\nb = c"] },
  { behaviour: "joins two assignments", source: "a = 1\nb = 2", results: ["a, b = 1, 2"] },
  { behaviour: "respects dependence and effects", source: "a, b = b, a\nc = 1\nd = c\ne = f()", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(splitAssignment, source)).toEqual(results);
});
