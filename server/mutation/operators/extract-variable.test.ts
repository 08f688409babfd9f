import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { extractVariable } from "./extract-variable";

it.each([
  {
    behaviour: "names a condition",
    source: "if a > b:\n    c",
    results: ["condition = a > b\nif condition:\n    c"],
  },
  {
    behaviour: "names what a loop goes over",
    source: "for a in f(b):\n    c",
    results: ["sequence = f(b)\nfor a in sequence:\n    c"],
  },
  {
    behaviour: "names the first part of a calculation",
    source: "a = b * c + d",
    results: ["part = b * c\na = part + d"],
  },
  {
    behaviour: "leaves plain conditions and elif alone",
    source: "if a:\n    b\nelif c > 1:\n    d",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(extractVariable, source)).toEqual(results);
});
