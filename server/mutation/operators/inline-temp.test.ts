import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { inlineTemp } from "./inline-temp";

it.each([
  {
    behaviour: "writes the value where the name was returned",
    source: "def f(a):\n    b = g(a)\n    return b",
    results: ["def f(a):\n    return g(a)"],
  },
  {
    behaviour: "brackets the value inside an operation",
    source: "def f(a):\n    b = a + 1\n    return b * 2",
    results: ["def f(a):\n    return (a + 1) * 2"],
  },
  {
    behaviour: "leaves names used twice, in loops or later alone",
    source: "def f(a):\n    b = a + 1\n    c = [b for _ in a]\n    d = a\n    return d + d",
    results: [],
  },
  {
    behaviour: "does not move a value past a call with effects",
    source: "def f(a):\n    b = len(a)\n    c = a.pop() + b\n    return c, a",
    results: [],
  },
  {
    behaviour: "keeps quotes out of f-strings",
    source: "def f(a):\n    b = 'x' if a else 'y'\n    return f'{a} {b}'",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(inlineTemp, source)).toEqual(results);
});
