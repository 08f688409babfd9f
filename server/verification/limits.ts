import type { Limits, RunResult } from "./schema";

/**
 * Limits for a program nobody has run before: a reference, a pasted candidate. `wallMs` is how long a program may sit
 * blocked without using CPU time; a program that waits for a processor is not blocked.
 */
export const defaultLimits: Limits = { cpuMs: 20_000, wallMs: 2_000, memoryMb: 512, outputKb: 1_024 };

/**
 * A mutant may use this many times what its reference used, and never less than the floor. Small, because most of what
 * verification costs is endless loops that burn their budgets; a first timeout is only a suspicion (see below).
 */
const cpuFactor = 10;
const cpuFloorMs = 10;
/** From here on, slower references get less on top: ten times three seconds would only burn time on endless loops. */
const cpuKneeMs = 200;
const cpuFactorBeyondKnee = 2;
const mutantWallMs = 500;
const memoryFactor = 4;

/**
 * A timeout is tried again with this many times the CPU time, and this many times as long to sit blocked, before it
 * counts. No run may take more CPU time than the cap: a budget that ten times would lead beyond it is not repeated at
 * all, since a repetition with less would not be what the rules speak of.
 */
const repeatFactor = 10;
const repeatCapMs = 60_000;

/**
 * The budget of a reference's mutants, from the reference's own run. CPU time, not wall-clock time: verdicts must not
 * depend on what else the machine does.
 */
export function limitsFromReference(run: Pick<RunResult, "cpuUs" | "peakKb" | "limits">): Limits {
  const usedMs = run.cpuUs / 1000;
  const generous = cpuFactor * Math.min(usedMs, cpuKneeMs);
  const beyond = cpuFactorBeyondKnee * Math.max(0, usedMs - cpuKneeMs);
  const usedMb = (run.peakKb ?? 0) / 1024;
  return {
    cpuMs: Math.ceil(Math.max(cpuFloorMs, generous + beyond)),
    wallMs: mutantWallMs,
    memoryMb: Math.max(256, Math.ceil(memoryFactor * usedMb)),
    outputKb: run.limits.outputKb,
  };
}

/**
 * The budget of a timeout's repetition: ten times the first one's. Null where that is more than a run may take: such a
 * timeout stays one of a single attempt.
 */
export function limitsForRepeat(limits: Limits): Limits | null {
  const cpuMs = repeatFactor * limits.cpuMs;
  const wallMs = repeatFactor * limits.wallMs;
  return cpuMs > repeatCapMs || wallMs > repeatCapMs ? null : { ...limits, cpuMs, wallMs };
}
