import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { redundantBrackets } from "./redundant-brackets";

it.each([
  {
    behaviour: "takes needless brackets away",
    source: "while (a < b):\n    pass",
    results: ["while a < b:\n    pass"],
  },
  { behaviour: "keeps words apart", source: "if(a):\n    pass", results: ["if a:\n    pass"] },
  {
    behaviour: "puts brackets around a returned operation",
    source: "def f():\n    return a + b",
    results: ["def f():\n    return (a + b)"],
  },
  {
    behaviour: "leaves needed brackets and tuples alone",
    source: "a = (b + c) * d\ne = (1, 2)",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(redundantBrackets, source)).toEqual(results);
});
