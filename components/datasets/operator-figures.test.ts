import { describe, expect, it } from "vitest";
import type { OperatorStats } from "#server/datasets/schema";
import { againstIntent, operatorHref, wilsonInterval } from "./operator-figures";

const bug: OperatorStats = {
  operator: "comparison-swap",
  intent: "mutate",
  mutants: 10,
  verdicts: { passed: 3, "wrong-answer": 7 },
  survivors: 3,
  overrides: 0,
};
const refactoring: OperatorStats = { ...bug, operator: "rename-local", intent: "refactor", survivors: 0 };

describe("againstIntent", () => {
  it("counts survivors of bugs and failures of refactorings", () => {
    expect(againstIntent(bug)).toBe(3);
    expect(againstIntent(refactoring)).toBe(7);
  });
});

describe("operatorHref", () => {
  it("leads to the problems with such mutants", () => {
    expect(operatorHref(4, bug)).toBe("/datasets/4?operator=comparison-swap");
    expect(operatorHref(4, bug, true)).toBe("/datasets/4?operator=comparison-swap&verdict=passed");
    expect(operatorHref(4, refactoring, true)).toBe("/datasets/4?operator=rename-local&verdict=wrong-answer");
  });
});

describe("wilsonInterval", () => {
  // Wilson (1927); the figures are those of statsmodels' proportion_confint(method="wilson").
  it.each([
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [100, 1000, 0.0829, 0.1202],
    [0, 0, 0, 1],
  ])("of %i in %i", (part, whole, low, high) => {
    const interval = wilsonInterval(part, whole);
    expect(interval[0]).toBeCloseTo(low, 3);
    expect(interval[1]).toBeCloseTo(high, 3);
  });
});
