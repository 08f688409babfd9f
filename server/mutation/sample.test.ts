import { describe, expect, it } from "vitest";
import { randomOf } from "#server/core/random";
import { type Candidate, sampleBalanced, waterFill } from "./sample";

describe("waterFill", () => {
  it("gives everyone one level, or their cap", () => {
    expect(waterFill([1, 5, 5], 7)).toEqual([1, 3, 3]);
    expect(waterFill([4, 4], 1)).toEqual([0.5, 0.5]);
  });
  it("shares in proportion to weights", () => {
    expect(waterFill([9, 9], 4, [1, 3])).toEqual([1, 3]);
    expect(waterFill([9, 1, 9], 4, [1, 4, 0.5])).toEqual([2, 1, 1]);
  });
  it("gives everyone their cap when there is enough", () => {
    expect(waterFill([1, 2], 10)).toEqual([1, 2]);
    expect(waterFill([], 3)).toEqual([]);
  });
});

const candidates: Candidate[] = [
  ...Array.from({ length: 9 }, () => ({ line: 1, intent: "mutate", operator: "a" })),
  { line: 1, intent: "mutate", operator: "b" },
  { line: 1, intent: "refactor", operator: "c" },
  { line: 2, intent: "mutate", operator: "a" },
  ...Array.from({ length: 4 }, () => ({ line: 3, intent: "mutate", operator: "b" })),
];

describe("sampleBalanced", () => {
  it("takes less of an operator that weighs less, unless it is alone on its line", () => {
    const few = [
      ...Array.from({ length: 8 }, () => ({ line: 1, intent: "mutate", operator: "a" })),
      ...Array.from({ length: 8 }, () => ({ line: 1, intent: "mutate", operator: "b", weight: 0.25 })),
      { line: 2, intent: "mutate", operator: "b", weight: 0.25 },
    ];
    const stated = new Map<number, number>();
    for (let round = 0; round < 200; round += 1) {
      const random = randomOf(`weights ${round}`);
      for (const { index, probability } of sampleBalanced(few, { perProgram: 6, random }))
        stated.set(index, probability);
    }
    expect(stated.get(0)).toBeCloseTo(4 / 8);
    expect(stated.get(8)).toBeCloseTo(1 / 8);
    expect(stated.get(16)).toBe(1);
  });

  it("keeps everything, with certainty, when nothing is asked", () => {
    const all = sampleBalanced(candidates, { random: randomOf("x") });
    expect(all.map(({ index }) => index)).toEqual([...candidates.keys()]);
    expect(all.every(({ probability }) => probability === 1)).toBe(true);
  });

  it("keeps to both limits", () => {
    for (let round = 0; round < 300; round += 1) {
      const random = randomOf(`limits ${round}`);
      const chosen = sampleBalanced(candidates, { perLine: 2, perProgram: 4, random });
      expect(chosen).toHaveLength(4);
      for (const line of [1, 2, 3]) {
        expect(chosen.filter(({ index }) => candidates[index]?.line === line).length).toBeLessThanOrEqual(2);
      }
    }
  });

  it("is the same for the same random numbers", () => {
    const draw = (key: string) => sampleBalanced(candidates, { perProgram: 5, random: randomOf(key) });
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });

  it("takes each candidate as often as its probability says", () => {
    const rounds = 20_000;
    const counts = candidates.map(() => 0);
    const stated = candidates.map(() => 0);
    for (let round = 0; round < rounds; round += 1) {
      for (const { index, probability } of sampleBalanced(candidates, {
        perLine: 2,
        perProgram: 4,
        random: randomOf(`frequency ${round}`),
      })) {
        counts[index] = (counts[index] ?? 0) + 1;
        stated[index] = probability;
      }
    }
    candidates.forEach((_, index) => {
      expect(Math.abs((counts[index] ?? 0) / rounds - (stated[index] ?? 0))).toBeLessThan(0.015);
    });
    // Line 1 is worth 1.5 of 4; half of it goes to its one refactoring, a quarter each to the two bug operators.
    expect(stated[10]).toBeCloseTo(0.75);
    expect(stated[9]).toBeCloseTo(0.375);
    expect(stated[0]).toBeCloseTo(0.375 / 9);
    expect(stated[11]).toBe(1);
  });
});
