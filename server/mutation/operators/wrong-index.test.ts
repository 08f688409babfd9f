import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { wrongIndex } from "./wrong-index";

it.each([
  {
    behaviour: "takes the neighbours",
    source: "a[0], a[-1]",
    results: ["a[1], a[-1]", "a[-1], a[-1]", "a[0], a[0]", "a[0], a[-2]"],
  },
  { behaviour: "undoes or adds one", source: "a[i - 1]", results: ["a[i]", "a[i - 2]"] },
  { behaviour: "moves what is added", source: "a[i + 2]", results: ["a[i + 3]", "a[i + 1]"] },
  {
    behaviour: "moves and drops a slice's bounds",
    source: "a[i:j]",
    results: ["a[i + 1:j]", "a[:j]", "a[i:j - 1]", "a[i:j + 1]"],
  },
  {
    behaviour: "adds a bound that is missing",
    source: "a[:n]\na[n:]",
    results: [
      "a[1:n]\na[n:]",
      "a[:n - 1]\na[n:]",
      "a[:n + 1]\na[n:]",
      "a[:n]\na[n + 1:]",
      "a[:n]\na[:]",
      "a[:n]\na[n:-1]",
    ],
  },
  { behaviour: "turns a step around", source: "a[::-1]", results: ["a[::1]"] },
  {
    behaviour: "exchanges two indices",
    source: "a[i][j]",
    results: ["a[i][j + 1]", "a[i][j - 1]", "a[j][i]", "a[i + 1][j]", "a[i - 1][j]"],
  },
  { behaviour: "leaves keys of a dict alone", source: "d = {}\nd[k]\ne['x']", results: [] },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(wrongIndex, source)).toEqual(results);
});
