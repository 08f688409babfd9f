import { expect, it } from "vitest";
import { splitTests } from "./split-tests";

it("says of each case which test it came from, and which tests make none", () => {
  const tests = ["assert f(1) == 2\nassert f(2) == 3", "print(f(3))", "assert f(4) == 5"];
  const { cases, refused } = splitTests({ tests, setup: "", code: "def f(a):\n    return a + 1" });
  expect(cases.map(({ source }) => tests.indexOf(source))).toEqual([0, 0, 2]);
  expect(refused.map(({ index, source }) => [index, source])).toEqual([[1, "print(f(3))"]]);
});
