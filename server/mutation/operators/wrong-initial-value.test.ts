import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { wrongInitialValue } from "./wrong-initial-value";

it.each([
  {
    behaviour: "starts from another value before a loop",
    source: "a = 0\nfor b in c:\n    a += b",
    results: ["a = 1\nfor b in c:\n    a += b", "a = -1\nfor b in c:\n    a += b"],
  },
  {
    behaviour: "exchanges the infinities",
    source: "a = float('inf')\nwhile a > b:\n    a -= 1",
    results: ["a = float('-inf')\nwhile a > b:\n    a -= 1"],
  },
  {
    behaviour: "changes each of several values",
    source: "a, b = 1, []\nfor c in d:\n    pass",
    results: [
      "a, b = 0, []\nfor c in d:\n    pass",
      "a, b = 2, []\nfor c in d:\n    pass",
      "a, b = 1, [0]\nfor c in d:\n    pass",
    ],
  },
  { behaviour: "needs a loop", source: "a = 0\nb = a", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongInitialValue, source)).toEqual(results);
});
