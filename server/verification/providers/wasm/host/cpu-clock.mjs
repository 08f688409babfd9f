import { readFileSync } from "node:fs";

/** The kernel brings a running thread's account up to date at its ticks only; this is the longest between two. */
const tickMs = 4;

/**
 * CPU milliseconds that a thread has used, on the kernel's account; null where there is none. Never more than it used: a
 * thread is not charged for waiting for a processor.
 */
export function cpuOfThread(/** @type {number | null} */ threadId) {
  if (threadId === null) return null;
  try {
    return Number(readFileSync(`/proc/self/task/${threadId}/schedstat`, "latin1").split(" ", 1)[0]) / 1e6;
  } catch {
    return null;
  }
}

/** CPU time of a run that has ended: what the wall clock says, unless the account knows it to be less. */
export function cpuOfRun(/** @type {number} */ wallMs, /** @type {number} */ accountMs) {
  return Math.min(wallMs, accountMs + tickMs);
}
