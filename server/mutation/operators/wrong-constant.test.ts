import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { wrongConstant } from "./wrong-constant";

it.each([
  { behaviour: "moves a number by one, or to zero", source: "a = 5", results: ["a = 6", "a = 4", "a = 0"] },
  { behaviour: "does not go below zero", source: "a = 0", results: ["a = 1"] },
  {
    behaviour: "changes a text's case, end, or all of it",
    source: "a = 'No'",
    results: ["a = ''", "a = 'NO'", "a = 'no'", "a = 'N'"],
  },
  { behaviour: "takes a digit for a number", source: "a = '7'", results: ["a = ''", "a = 7"] },
  { behaviour: "takes 0 for -1", source: "a = -1", results: ["a = -2", "a = 0"] },
  { behaviour: "fills an empty text", source: "a = ''", results: ["a = ' '"] },
  { behaviour: "exchanges True and False", source: "a = True", results: ["a = False"] },
  {
    behaviour: "leaves docstrings, f-strings and escapes alone",
    source: "def f():\n    'doc'\n    return f'{a}b' + '\\\\n'",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongConstant, source)).toEqual(results);
});
