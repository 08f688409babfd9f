import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { reorderStatements } from "./reorder-statements";

it.each([
  { behaviour: "exchanges independent assignments", source: "a = 1\nb = c", results: ["b = c\na = 1"] },
  {
    behaviour: "respects dependence",
    source: "a = 1\nb = a\nc = 2\na = c",
    results: ["a = 1\nc = 2\nb = a\na = c"],
  },
  {
    behaviour: "exchanges what reads the same list twice",
    source: "def f(a):\n    b = sum(a)\n    c = max(a)",
    results: ["def f(a):\n    c = max(a)\n    b = sum(a)"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(reorderStatements, source)).toEqual(results);
});

it.each([
  ["calls with unknown effects", "a = f()\nb = g()"],
  ["a call that may change what the other reads", "a = f(c)\nb = c[0]"],
  ["a method that changes its list", "a = c.pop()\nb = len(c)"],
  ["what is read from input", "a = input()\nb = input()"],
  ["two readings of one iterator", "c = map(int, d)\na = list(c)\nb = sum(c)"],
  ["two readings of one generator", "c = (d for d in e)\na = max(c)\nb = [*c]"],
  ["a key function with unknown effects", "a = max(c, key=f)\nb = d"],
  ["augmented assignments", "a += b\na += c"],
  ["an assignment after an augmented one", "a += 1\nb = a"],
  ["writes to an element", "a[0] = 1\nb = c"],
  ["writes to an attribute", "a.b = 1\nc = a"],
  ["an assignment expression", "a = (b := 1)\nc = b"],
  ["several targets", "a, b = b, a\nc = d"],
  ["starred targets", "a, *b = c\nd = e"],
  ["two names at once", "a = b = 1\nc = 2"],
  ["deletions", "a = b\ndel b"],
  ["a variable of the module", "def f():\n    global a\n    a = 1\n    b = c[0]"],
  [
    "a variable of the function around",
    "def f():\n    a = 0\n    def g(c):\n        nonlocal a\n        a = 1\n        b = c[0]",
  ],
  ["a yield", "def f():\n    a = yield\n    b = 1"],
  ["an await", "async def f(c):\n    a = await c\n    b = 1"],
  ["two values of one name", "a = 1\na = 2"],
  ["what a handler sees half done", "try:\n    a = b[0]\n    c = 1\nexcept IndexError:\n    print(c)"],
  ["the fields of a class", "class A:\n    a = 1\n    b = 2"],
])("leaves %s alone", (_what, source) => {
  expect(rewrites(reorderStatements, source)).toEqual([]);
});
