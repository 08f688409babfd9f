import { describe, expect, it } from "vitest";
import { lineRewards } from "./credit";

const scores = [0.9, null, 0.2, 0.8];
const sum = (rewards: readonly (number | null)[]) =>
  rewards.reduce<number>((all, each) => all + (each ?? 0), 0);

describe("lineRewards", () => {
  it("gives each line its own score in sum form", () => {
    expect(lineRewards(scores, { form: "sum", temperature: 1, divideByLength: false })).toEqual(scores);
  });

  it("gives nearly all of the credit to the smallest score in min form", () => {
    const rewards = lineRewards(scores, { form: "min", temperature: 0.01, divideByLength: false });
    expect(rewards[1]).toBeNull();
    expect(sum(rewards)).toBeCloseTo(0.2, 6);
  });

  it("weighs by softmin of the temperature", () => {
    const [first, second] = lineRewards([0.5, 1], { form: "min", temperature: 0.5, divideByLength: false });
    const weights = [Math.exp(-1), Math.exp(-2)];
    const all = (weights[0] ?? 0) + (weights[1] ?? 0);
    expect(first).toBeCloseTo(((weights[0] ?? 0) / all) * 0.5, 12);
    expect(second).toBeCloseTo((weights[1] ?? 0) / all, 12);
  });

  it.each([
    ["sum", 1.9 / 3],
    ["min", 0.2 / 3],
  ] as const)("divides by the scored lines, not by all of them (%s)", (form, wanted) => {
    const rewards = lineRewards(scores, { form, temperature: 0.01, divideByLength: true });
    expect(sum(rewards)).toBeCloseTo(wanted, 6);
  });

  it("stays finite for rewards of any size, and takes a program without scores", () => {
    const rewards = lineRewards([-5000, 4000], { form: "min", temperature: 0.1, divideByLength: false });
    expect(rewards).toEqual([-5000, 0]);
    expect(lineRewards([null], { form: "min", temperature: 0.1, divideByLength: true })).toEqual([null]);
  });
});
