import { expect, it } from "vitest";
import { rewrites } from "../testing";
import { operandSwap } from "./operand-swap";

it.each([
  {
    behaviour: "exchanges the operands of what is not commutative",
    source: "a = b - c * d",
    results: ["a = (c * d) - b"],
  },
  {
    behaviour: "keeps operations together by brackets",
    source: "a = b - c - d",
    results: ["a = d - (b - c)", "a = c - b - d"],
  },
  {
    behaviour: "exchanges joined texts but not sums",
    source: "a = 'x' + b\nc = 1 + d",
    results: ["a = b + 'x'\nc = 1 + d"],
  },
])("$behaviour", ({ source, results }) => {
  expect(rewrites(operandSwap, source)).toEqual(results);
});
