import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { invertIfElse } from "./invert-if-else";

it.each([
  {
    behaviour: "negates and exchanges the blocks",
    source: "if a == b:\n    c\nelse:\n    d",
    results: ["if a != b:\n    d\nelse:\n    c"],
  },
  {
    behaviour: "negates and exchanges a conditional",
    source: "a = b if c < d else e",
    results: ["a = e if not (c < d) else b"],
  },
  {
    behaviour: "drops a not",
    source: "if not a:\n    b\nelse:\n    c",
    results: ["if a:\n    c\nelse:\n    b"],
  },
  {
    behaviour: "leaves an if with elif or without else alone",
    source: "if a:\n    b\nif c:\n    d\nelif e:\n    f\nelse:\n    g",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(invertIfElse, source)).toEqual(results);
});
