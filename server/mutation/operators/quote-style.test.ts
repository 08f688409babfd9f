import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { quoteStyle } from "./quote-style";

it.each([
  {
    behaviour: "exchanges the quotes",
    source: "a = 'b' + \"c\"",
    results: ['a = "b" + "c"', "a = 'b' + 'c'"],
  },
  {
    behaviour: "leaves docstrings, escapes, prefixes and nested quotes alone",
    source: "'doc'\na = 'b\\\\n'\nc = \"it's\"\nd = r'e'\nf = f\"{g['h']}\"",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(quoteStyle, source)).toEqual(results);
});
