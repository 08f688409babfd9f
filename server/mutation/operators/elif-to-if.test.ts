import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { elifToIf } from "./elif-to-if";

it.each([
  {
    behaviour: "begins a new if",
    source: "if a:\n    b\nelif c:\n    d\nelse:\n    e",
    results: ["if a:\n    b\nif c:\n    d\nelse:\n    e"],
  },
  {
    behaviour: "leaves chains alone that can't go on",
    source: "def f(a):\n    if a:\n        return 1\n    elif b:\n        c\n    elif d:\n        e",
    results: ["def f(a):\n    if a:\n        return 1\n    elif b:\n        c\n    if d:\n        e"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(elifToIf, source)).toEqual(results);
});
