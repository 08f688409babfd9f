import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { syntaxSlip } from "./syntax-slip";

it.each([
  { behaviour: "drops a colon", source: "if a:\n    b", results: ["if a\n    b"] },
  { behaviour: "writes = for ==", source: "if a == b: pass", results: ["if a == b pass", "if a = b: pass"] },
  { behaviour: "drops a closing bracket", source: "f(g(a))", results: ["f(g(a)"] },
  {
    behaviour: "misspells a keyword",
    source: "import a\ndef f(): return 1",
    results: [
      "import a\ndef f() return 1",
      "import a\ndef f(): retrun 1",
      "import a\ndf f(): return 1",
      "improt a\ndef f(): return 1",
    ],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(syntaxSlip, source)).toEqual(results);
});
