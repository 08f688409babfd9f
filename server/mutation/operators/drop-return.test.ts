import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropReturn } from "./drop-return";

it.each([
  {
    behaviour: "forgets statement, keyword or value",
    source: "def f(a):\n    b = a\n    return b",
    results: ["def f(a):\n    b = a", "def f(a):\n    b = a\n    return", "def f(a):\n    b = a\n    b"],
  },
  {
    behaviour: "leaves pass where nothing else would be",
    source: "def f():\n    return 1",
    results: ["def f():\n    pass", "def f():\n    return", "def f():\n    1"],
  },
  {
    behaviour: "keeps a value over several lines together",
    source: "def f():\n    a = 1\n    return (a +\n            1)",
    results: [
      "def f():\n    a = 1",
      "def f():\n    a = 1\n    return",
      "def f():\n    a = 1\n    (a +\n            1)",
    ],
  },
  {
    behaviour: "leaves no bare text",
    source: "def f(a):\n    return 'a'",
    results: ["def f(a):\n    pass", "def f(a):\n    return"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropReturn, source)).toEqual(results);
});
