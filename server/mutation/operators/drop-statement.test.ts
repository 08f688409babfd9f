import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropStatement } from "./drop-statement";

it.each([
  {
    behaviour: "forgets each simple statement",
    source: "import a\nb = 1\nc()",
    results: ["b = 1\nc()", "import a\nc()", "import a\nb = 1"],
  },
  {
    behaviour: "leaves pass where nothing else would be",
    source: "for a in b:\n    c(a)",
    results: ["for a in b:\n    pass"],
  },
  { behaviour: "drops the last line without leaving a blank one", source: "a\nb", results: ["b", "a"] },
  { behaviour: "replaces a statement that shares its line", source: "if a: b()", results: ["if a: pass"] },
  {
    behaviour: "takes an else that has nothing else along",
    source: "if a:\n    return\nelse:\n    b()\nc",
    results: ["if a:\n    return\nelse:\n    b()", "if a:\n    return\nc"],
  },
  {
    behaviour: "leaves alone what does nothing",
    source: "for a in b:\n    if a:\n        None\n        continue\n    continue",
    results: ["for a in b:\n    if a:\n        None\n    continue"],
  },
  {
    behaviour: "leaves docstrings, returns and compounds alone",
    source: "def f():\n    'doc'\n    return 1",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropStatement, source)).toEqual(results);
});
