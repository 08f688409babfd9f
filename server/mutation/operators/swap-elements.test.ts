import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { swapElements } from "./swap-elements";

it.each([
  {
    behaviour: "exchanges the names that a value is taken apart into",
    source: "a, b = c",
    results: ["b, a = c"],
  },
  { behaviour: "exchanges neighbours", source: "x = (a, b, c)", results: ["x = (b, a, c)", "x = (a, c, b)"] },
  {
    behaviour: "exchanges what is returned",
    source: "def f(a, b):\n    return a, b",
    results: ["def f(a, b):\n    return b, a"],
  },
  { behaviour: "leaves equal elements alone", source: "x = (0, 0)", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(swapElements, source)).toEqual(results);
});
