import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { dropArgument } from "./drop-argument";

it.each([
  {
    behaviour: "drops arguments with a name",
    source: "a.sort(key=f, reverse=True)",
    results: ["a.sort(reverse=True)", "a.sort(key=f)"],
  },
  { behaviour: "drops the last of several", source: "f(a, b)", results: ["f(a)"] },
  { behaviour: "drops a star", source: "print(*a)", results: ["print(a)"] },
  { behaviour: "leaves an only argument alone", source: "f(a)\ng()", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(dropArgument, source)).toEqual(results);
});
