import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { nestConditions } from "./nest-conditions";

it.each([
  {
    behaviour: "nests an and",
    source: "if a and b:\n    c\n    d",
    results: ["if a:\n    if b:\n        c\n        d"],
  },
  {
    behaviour: "joins nested ifs",
    source: "if a or b:\n    if c:\n        d",
    results: ["if (a or b) and c:\n    d"],
  },
  {
    behaviour: "leaves else and or alone",
    source: "if a and b:\n    c\nelse:\n    d\nif e or f:\n    g",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(nestConditions, source)).toEqual(results);
});
