import { describe, expect, it } from "vitest";
import { aboutText, estimateMutants, shareOf } from "./estimate-mutants";

const base = { sampleLines: [10, 20], problems: 100, operatorShare: 1, perLine: null, perProgram: null };

describe("estimateMutants", () => {
  it("knows nothing without programs", () => {
    expect(estimateMutants({ ...base, sampleLines: [] })).toBeNull();
  });

  it("grows with lines and problems", () => {
    const one = estimateMutants(base) ?? 0;
    expect(estimateMutants({ ...base, problems: 200 })).toBeCloseTo(2 * one);
    expect(estimateMutants({ ...base, sampleLines: [20, 40] })).toBeCloseTo(2 * one);
  });

  it("is held down by the limits for a line and for a program", () => {
    expect(estimateMutants({ ...base, perLine: 1 })).toBeCloseTo(1500);
    expect(estimateMutants({ ...base, perProgram: 4 })).toBeCloseTo(400);
  });

  it("is none when no operator is chosen", () => {
    expect(estimateMutants({ ...base, operatorShare: 0 })).toBe(0);
  });
});

describe("shareOf", () => {
  it("takes operators for equal until they have made something", () => {
    expect(shareOf(["a"], ["a", "b"], [])).toBe(0.5);
  });

  it("goes by what they made before", () => {
    const made = [
      { operator: "a", mutants: 90 },
      { operator: "b", mutants: 10 },
    ];
    expect(shareOf(["b"], ["a", "b"], made)).toBeCloseTo(0.1);
  });
});

describe("aboutText", () => {
  it("keeps two figures", () => {
    expect([aboutText(0), aboutText(37.4), aboutText(2437), aboutText(98_765)]).toEqual([
      "about 0",
      "about 37",
      "about 2,400",
      "about 99,000",
    ]);
  });
});
