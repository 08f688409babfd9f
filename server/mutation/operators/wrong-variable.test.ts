import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { wrongVariable } from "./wrong-variable";

it.each([
  {
    behaviour: "reads another variable of the same role",
    source: "def f(a, b):\n    return a - b",
    results: ["def f(a, b):\n    return b - b", "def f(a, b):\n    return a - a"],
  },
  {
    behaviour: "does not take a list for a number",
    source: "def f(a, n):\n    return len(a) - n",
    results: [],
  },
  {
    behaviour: "takes no variable before it has a value",
    source: "def f(a):\n    b = a + 1\n    c = b * 2\n    return c",
    results: [
      "def f(a):\n    b = a + 1\n    c = a * 2\n    return c",
      "def f(a):\n    b = a + 1\n    c = b * 2\n    return a",
      "def f(a):\n    b = a + 1\n    c = b * 2\n    return b",
    ],
  },
  {
    behaviour: "knows the variables of a comprehension inside it only",
    source: "def f(a, b):\n    return [c for c in a] + b",
    results: [
      "def f(a, b):\n    return [a for c in a] + b",
      "def f(a, b):\n    return [b for c in a] + b",
      "def f(a, b):\n    return [c for c in b] + b",
      "def f(a, b):\n    return [c for c in a] + a",
    ],
  },
  {
    behaviour: "leaves functions alone",
    source: "import math\ndef f(a):\n    return math.sqrt(g(a))\ndef g(b):\n    return b",
    results: [],
  },
  {
    behaviour: "works on a script's variables too",
    source: "a = int(input())\nb = a + 1\nprint(b)",
    results: ["a = int(input())\nb = a + 1\nprint(a)"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongVariable, source)).toEqual(results);
});
