import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { negateCondition } from "./negate-condition";

it.each([
  {
    behaviour: "negates what is tested",
    source: "if a:\n    b = c if d > 1 else e\nwhile not f:\n    pass",
    results: [
      "if not a:\n    b = c if d > 1 else e\nwhile not f:\n    pass",
      "if a:\n    b = c if d > 1 else e\nwhile f:\n    pass",
      "if a:\n    b = c if not (d > 1) else e\nwhile not f:\n    pass",
    ],
  },
  {
    behaviour: "puts a space where a bracket kept words apart",
    source: "if(a):\n    pass",
    results: ["if not (a):\n    pass"],
  },
  {
    behaviour: "drops a not and its glued bracket",
    source: "if not(a):\n    pass",
    results: ["if (a):\n    pass"],
  },
  {
    behaviour: "leaves membership and identity to another operator",
    source: "if a in b and c:\n    d\nif a is b:\n    d",
    results: ["if not (a in b and c):\n    d\nif a is b:\n    d"],
  },
  {
    behaviour: "negates the filter of a comprehension",
    source: "[a for a in b if a]",
    results: ["[a for a in b if not a]"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(negateCondition, source)).toEqual(results);
});
