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
    behaviour: "leaves docstrings, returns and compounds alone",
    source: "def f():\n    'doc'\n    return 1",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropStatement, source)).toEqual(results);
});
