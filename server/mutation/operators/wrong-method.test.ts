import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { wrongMethod } from "./wrong-method";

it.each([
  {
    behaviour: "calls the neighbour of a function or method",
    source: "a.append(max(b))",
    results: ["a.extend(max(b))", "a.append(min(b))"],
  },
  {
    behaviour: "pops at the other end",
    source: "a.pop()\nb.pop(0)",
    results: ["a.pop(0)\nb.pop(0)", "a.pop()\nb.pop()"],
  },
  { behaviour: "goes down the other side of a tree", source: "a = b.left", results: ["a = b.right"] },
  { behaviour: "leaves names that are not called alone", source: "f(key=max)", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongMethod, source)).toEqual(results);
});
