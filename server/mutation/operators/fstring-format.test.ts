import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { fstringFormat } from "./fstring-format";

it.each([
  {
    behaviour: "writes an f-string as format",
    source: "a = f'{b}: {c + 1:.2f} {d!r}'",
    results: ["a = '{}: {:.2f} {!r}'.format(b, c + 1, d)"],
  },
  {
    behaviour: "writes format as an f-string",
    source: "a = '{}: {:.2f}'.format(b, c)",
    results: ["a = f'{b}: {c:.2f}'"],
  },
  {
    behaviour: "leaves what has no counterpart alone",
    source:
      "a = f'{b=}'\nc = f'{d:{e}}'\nf = '{}'.format(g['h'])\ni = '{a}'.format(a=1)\nj = '{0} {0}'.format(k)",
    results: [],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(fstringFormat, source)).toEqual(results);
});
