import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { renameLocal } from "./rename-local";

it.each([
  {
    behaviour: "renames a parameter and a local everywhere",
    source: "def f(arr):\n    n = len(arr)\n    return n * arr[0]",
    results: [
      "def f(items):\n    n = len(items)\n    return n * items[0]",
      "def f(arr):\n    count = len(arr)\n    return count * arr[0]",
    ],
  },
  {
    behaviour: "makes a name that is free",
    source: "def f(i):\n    index = idx = i\n    return index",
    results: [
      "def f(index_2):\n    index = idx = index_2\n    return index",
      "def f(i):\n    index_value = idx = i\n    return index_value",
      "def f(i):\n    index = idx_value = i\n    return index",
    ],
  },
  {
    behaviour: "sees into comprehensions, lambdas and f-strings",
    source: "def f(x):\n    return [x for _ in g(lambda: x)], f'{x}'",
    results: ["def f(value):\n    return [value for _ in g(lambda: value)], f'{value}'"],
  },
  {
    behaviour: "leaves a name alone that a nested function or comprehension has too",
    source: "def f(a, b):\n    def a(): pass\n    return [b for b in c]",
    results: [],
  },
  {
    behaviour: "leaves a parameter that is passed by keyword alone",
    source: "def f(a):\n    return a\nf(a=1)",
    results: [],
  },
  {
    behaviour: "leaves shadowed, global and reflected names alone",
    source: "def f(a):\n    global b\n    b = lambda a: a\n    return a\ndef g(c):\n    return locals()",
    results: [],
  },
  {
    behaviour: "does not take a default value for the parameter",
    source: "def f(a, b=a):\n    return b",
    results: ["def f(a, second=a):\n    return second"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(renameLocal, source)).toEqual(results);
});
