import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { undefinedName } from "./undefined-name";

it.each([
  {
    behaviour: "misspells each name that is read, and parameters",
    source: "def f(ab):\n    return ab + cde",
    results: [
      "def f(ab):\n    return abb + cde",
      "def f(ab):\n    return ab + cd",
      "def f(abb):\n    return ab + cde",
    ],
  },
  {
    behaviour: "finds a spelling that means nothing",
    source: "abc = abcs = 1\nab = abc",
    results: ["abc = abcs = 1\nab = abcc"],
  },
  {
    behaviour: "leaves attributes and keyword names alone",
    source: "a.bcd(efg=1)",
    results: ["aa.bcd(efg=1)"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(undefinedName, source)).toEqual(results);
});
