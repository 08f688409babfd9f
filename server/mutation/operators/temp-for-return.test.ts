import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { tempForReturn } from "./temp-for-return";

it.each([
  {
    behaviour: "names the returned expression",
    source: "def f(a):\n    return a + 1",
    results: ["def f(a):\n    result = a + 1\n    return result"],
  },
  {
    behaviour: "takes a name that is free",
    source: "def f(result):\n    return result, 1",
    results: ["def f(result):\n    output = result, 1\n    return output"],
  },
  {
    behaviour: "leaves plain names, literals and one-liners alone",
    source: "def f(a):\n    return a\ndef g(): return 1 + 2",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(tempForReturn, source)).toEqual(results);
});
