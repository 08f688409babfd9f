import { describe, expect, it } from "vitest";
import { aboutText, aboutTime, estimateBasis, estimateText, teachEstimateText } from "./estimate-words";

describe("aboutText", () => {
  it.each([
    [0, "about 0"],
    [7, "about 7"],
    [94, "about 94"],
    [1234, "about 1,200"],
    [74_825, "about 75,000"],
  ])("%i", (value, text) => {
    expect(aboutText(value)).toBe(text);
  });
});

describe("aboutTime", () => {
  it.each([
    [3, "under a minute"],
    [360, "about 6 min"],
    [4_000, "about 67 min"],
    [20_000, "about 6 h"],
    [400_000, "about 5 days"],
  ])("%i s", (seconds, text) => {
    expect(aboutTime(seconds)).toBe(text);
  });
});

describe("an estimate in words", () => {
  const rate = { perSecond: 210, runs: 20_000, lastAt: new Date() };
  const estimate = { mutants: 74_825, problems: 974, sampled: 60, seconds: 360, rate };

  it("says how many and how long, rounded where it is a guess", () => {
    expect(estimateText(estimate)).toBe("Makes about 75,000 mutants in about 6 min.");
    expect(estimateText({ ...estimate, mutants: 1204, sampled: 974, seconds: 5 })).toBe(
      "Makes 1,204 mutants in under a minute.",
    );
  });

  it("says what it rests on, and what is not known", () => {
    expect(estimateBasis(estimate)).toMatch(
      /^60 of 974 references were mutated; the last 20,000 runs here went at 210\/s, until /,
    );
    expect(estimateBasis({ ...estimate, rate: null, seconds: null })).toContain("not known");
    expect(estimateText({ ...estimate, rate: null, seconds: null })).toBe("Makes about 75,000 mutants.");
  });
});

describe("teachEstimateText", () => {
  const estimate = {
    problems: 974,
    calls: 6502,
    mutants: 26_008,
    seconds: null,
    promptTokens: 4_000_000,
    completionTokens: 1_234_567,
    costUsd: 3.1,
    basis: "lengths" as const,
  };

  it("says what is asked and what it takes", () => {
    expect(teachEstimateText(estimate)).toBe(
      "About 6,500 calls for 974 problems make at most 26,008 mutants: about 5,200,000 tokens, about $3.10, by the lengths of the texts.",
    );
    const known = {
      ...estimate,
      mutants: 19_123,
      seconds: 3_300,
      costUsd: null,
      basis: "earlier-calls" as const,
    };
    expect(teachEstimateText(known)).toBe(
      "About 6,500 calls for 974 problems make about 19,000 mutants in about 55 min: about 5,200,000 tokens, by earlier replies of this model.",
    );
  });

  it("says that nothing is left to ask", () => {
    expect(teachEstimateText({ ...estimate, calls: 0 })).toMatch(/^Asks nothing/);
  });
});
