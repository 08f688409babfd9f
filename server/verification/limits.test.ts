import { describe, expect, it } from "vitest";
import { defaultLimits, limitsForRepeat, limitsFromReference } from "./limits";

const run = (cpuMs: number, peakKb: number | null = 12_000) => ({
  cpuUs: cpuMs * 1000,
  peakKb,
  limits: defaultLimits,
});

describe("limitsFromReference", () => {
  it("gives mutants ten times their reference's CPU time", () => {
    expect(limitsFromReference(run(30)).cpuMs).toBe(300);
  });

  it("never gives less than the floor", () => {
    expect(limitsFromReference(run(0.2)).cpuMs).toBe(10);
  });

  it("gives slow references less on top, but always more than the reference used", () => {
    const { cpuMs } = limitsFromReference(run(3_000));
    expect(cpuMs).toBeGreaterThan(6_000);
    expect(cpuMs).toBeLessThan(10_000);
  });

  it("gives at least four times the reference's memory", () => {
    expect(limitsFromReference(run(1, 200 * 1024)).memoryMb).toBe(800);
    expect(limitsFromReference(run(1, null)).memoryMb).toBe(256);
  });
});

describe("limitsForRepeat", () => {
  it("is ten times the budget, of CPU time and of waiting", () => {
    const limits = { ...defaultLimits, cpuMs: 13, wallMs: 500 };
    expect(limitsForRepeat(limits)).toEqual({ ...limits, cpuMs: 130, wallMs: 5_000 });
    expect(limitsForRepeat({ ...limits, cpuMs: 6_000 })?.cpuMs).toBe(60_000);
  });

  it("is nothing where ten times would be more than a run may take", () => {
    expect(limitsForRepeat({ ...defaultLimits, cpuMs: 6_001 })).toBeNull();
    expect(limitsForRepeat(defaultLimits)).toBeNull();
  });
});
