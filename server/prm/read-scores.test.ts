import { expect, test } from "vitest";
import { probability, rawScore } from "./read-scores";

const logits = { output: { name: "x", kind: "token-logits-2" } } as const;

test("two logits become log odds of correct, whichever order they come in", () => {
  expect(rawScore([1, 3], { ...logits, label_order: ["incorrect", "correct"] })).toBe(2);
  expect(rawScore([1, 3], { ...logits, label_order: ["correct", "incorrect"] })).toBe(-2);
});

test("calibration divides by the temperature and adds the bias", () => {
  const calibration = { temperature: 2, bias: 1, on: "validation" };
  expect(probability(-2, { ...logits, calibration })).toBe(0.5);
  expect(probability(0, { ...logits, calibration: null })).toBe(0.5);
});

test("a reward is left as it is", () => {
  const manifest = { output: { name: "x", kind: "token-reward" }, calibration: null } as const;
  expect(probability(0.3, manifest)).toBe(0.3);
});
