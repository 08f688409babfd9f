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
  {
    behaviour: "forgets what dresses a text up, and a map",
    source: "a = str(b).zfill(3)\nc = list(map(int, d))",
    results: [
      "a = str(b)\nc = list(map(int, d))",
      "a = b.zfill(3)\nc = list(map(int, d))",
      "a = str(b).zfill(3)\nc = map(int, d)",
      "a = str(b).zfill(3)\nc = list(d)",
    ],
  },
  {
    behaviour: "rounds down where it should round up",
    source: "a = -(-b // c)",
    results: ["a = (-b // c)", "a = b // c", "a = -(b // c)"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropWrapper, source)).toEqual(results);
});
