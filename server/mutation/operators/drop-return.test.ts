import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropReturn } from "./drop-return";

it.each([
  {
    behaviour: "forgets statement, value or keyword",
    source: "def f(a):\n    for b in a:\n        return b",
    results: [
      "def f(a):\n    for b in a:\n        pass",
      "def f(a):\n    for b in a:\n        return",
      "def f(a):\n    for b in a:\n        b",
    ],
  },
  {
    behaviour: "does not return nothing where the function ends without it too",
    source: "def f(a):\n    if a:\n        return a\n    else:\n        return -a",
    results: [
      "def f(a):\n    if a:\n        pass\n    else:\n        return -a",
      "def f(a):\n    if a:\n        a\n    else:\n        return -a",
      "def f(a):\n    if a:\n        return a",
      "def f(a):\n    if a:\n        return a\n    else:\n        -a",
    ],
  },
  {
    behaviour: "leaves a return of nothing at the end alone",
    source: "def f(a):\n    if a:\n        return None\n    a()\n    return",
    results: ["def f(a):\n    if a:\n        pass\n    a()\n    return"],
  },
  {
    behaviour: "leaves pass where nothing else would be",
    source: "def f(a):\n    return a",
    results: ["def f(a):\n    pass", "def f(a):\n    a"],
  },
  {
    behaviour: "keeps a value over several lines together",
    source: "def f(a):\n    b = 1\n    return (a +\n            1)",
    results: ["def f(a):\n    b = 1", "def f(a):\n    b = 1\n    (a +\n            1)"],
  },
  {
    behaviour: "leaves no bare constant",
    source: "def f(a):\n    return 'a'",
    results: ["def f(a):\n    pass"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropReturn, source)).toEqual(results);
});
