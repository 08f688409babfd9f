import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { indentationShift } from "./indentation-shift";

it.each([
  {
    behaviour: "moves the last statement out and the next one in",
    source: "for a in b:\n    c\n    d\ne",
    results: ["for a in b:\n    c\nd\ne", "for a in b:\n    c\n    d\n    e"],
  },
  { behaviour: "does not empty a block", source: "for a in b:\n    c\n", results: [] },
  {
    behaviour: "does not take a break out of its loop",
    source: "for a in b:\n    c\n    break",
    results: [],
  },
  {
    behaviour: "does not break text over several lines",
    source: "for a in b:\n    c\n    d = '''\nx'''",
    results: [],
  },
  {
    behaviour: "moves what follows into the else",
    source: "if a:\n    b\nelse:\n    c\nd",
    results: ["if a:\n    b\nelse:\n    c\n    d"],
  },
  {
    behaviour: "moves nothing behind what leaves",
    source: "for a in b:\n    c\n    return d\ne",
    results: ["for a in b:\n    c\nreturn d\ne"],
  },
  {
    behaviour: "leaves the end of an else alone that alone goes on",
    source: "if a:\n    return b\nelse:\n    c\n    d",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(indentationShift, source)).toEqual(results);
});
