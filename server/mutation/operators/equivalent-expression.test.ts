import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { equivalentExpression } from "./equivalent-expression";

it.each([
  {
    behaviour: "uses the literal of an empty list or dict",
    source: "a = list()\nb = dict()",
    results: ["a = []\nb = dict()", "a = list()\nb = {}"],
  },
  { behaviour: "counts from the other end", source: "a = b[len(b) - 1]", results: ["a = b[-1]"] },
  {
    behaviour: "says the same of a length, a negation, a square",
    source: "if len(a) == 0 and not b == c:\n    d = e ** 2",
    results: [
      "if len(a) < 1 and not b == c:\n    d = e ** 2",
      "if len(a) == 0 and b != c:\n    d = e ** 2",
      "if len(a) == 0 and not b == c:\n    d = e * e",
    ],
  },
  { behaviour: "spells max and min out", source: "a = max(b, c)", results: ["a = (b if b >= c else c)"] },
  {
    behaviour: "appends by +=, for the function's own list",
    source: "def f():\n    a = []\n    a.append(1)\n    return a",
    results: ["def f():\n    a = []\n    a += [1]\n    return a"],
  },
  {
    behaviour: "leaves parameters and shadowed names alone",
    source: "def f(a, max):\n    a.append(max(1, 2))\n    return a[-1]",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(equivalentExpression, source)).toEqual(results);
});
