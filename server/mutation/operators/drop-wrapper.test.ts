import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropWrapper } from "./drop-wrapper";

it.each([
  {
    behaviour: "forgets a conversion or a sign",
    source: "a = abs(b - c)\nd = -e",
    results: ["a = b - c\nd = -e", "a = abs(b - c)\nd = e"],
  },
  { behaviour: "keeps the value together", source: "a = int(b - c) * 2", results: ["a = (b - c) * 2"] },
  {
    behaviour: "forgets a method, but not a statement",
    source: "a = b.strip()\nc.sort()",
    results: ["a = b\nc.sort()"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropWrapper, source)).toEqual(results);
});
