import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { swapArguments } from "./swap-arguments";

it.each([
  { behaviour: "exchanges neighbours", source: "f(a, b, c)", results: ["f(b, a, c)", "f(a, c, b)"] },
  {
    behaviour: "leaves symmetric functions, stars and keywords alone",
    source: "max(a, b)\nf(*a, b)\nf(a, b=c)",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(swapArguments, source)).toEqual(results);
});
