import { expect, test } from "vitest";
import { inPrefixOrder } from "./prefix-order";

const program = (code: string, statement = "s") => ({ statement, code });

test("programs with the same beginning stand together, whatever they go on with", () => {
  const [ax, b, ay, axz] = [program("a\nx"), program("b\nx"), program("a\ny"), program("a\nx\nz")];
  expect(inPrefixOrder([ax, b, ay, axz])).toEqual([ax, axz, ay, b]);
});

test("statements come first, and blank lines do not part programs", () => {
  const other = program("a", "t");
  const [tight, wide, last] = [program("a\nb\nc"), program("a\n\n  \nb\nd"), program("a\nz")];
  expect(inPrefixOrder([other, last, wide, tight])).toEqual([tight, wide, last, other]);
});
