import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { swapParameters } from "./swap-parameters";

it.each([
  {
    behaviour: "exchanges neighbours",
    source: "def f(a, b, c=1):\n    pass",
    results: ["def f(b, a, c=1):\n    pass"],
  },
  { behaviour: "keeps self where it is", source: "class A:\n    def f(self, a):\n        pass", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(swapParameters, source)).toEqual(results);
});
