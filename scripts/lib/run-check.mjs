import { spawn } from "node:child_process";
import fs from "node:fs";
import { at, root } from "./root.mjs";
import { cleanEnvironment } from "./step.mjs";

const logs = at(".linewise", "test-logs");

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, counts: Counts, seconds: number, log: string }} Outcome
 */

/**
 * Runs one check and counts it. A program that fails without saying what failed counts as one failure; so does a
 * collection of tests that turns out empty.
 * @param {{ name: string, command: string, args: string[], env?: Record<string, string>, cwd?: string,
 *           count?: () => Counts }} check `count` reads the program's report; without it the check itself is the one test.
 * @returns {Promise<Outcome>}
 */
export async function runCheck({ name, command, args, env, cwd, count }) {
  const began = Date.now();
  fs.mkdirSync(logs, { recursive: true });
  const log = `${logs}/${name.replaceAll(/\W+/g, "-")}.log`;
  const code = await run({ command, args, env, cwd: cwd ?? root, log });
  const counts = countsOf(code, count);
  const seconds = (Date.now() - began) / 1000;
  return { name, counts, seconds, log };
}

/** A check that cannot be run here, with the reason. */
export function failedCheck(name, reason) {
  fs.mkdirSync(logs, { recursive: true });
  const log = `${logs}/${name.replaceAll(/\W+/g, "-")}.log`;
  fs.writeFileSync(log, `${reason}\n`);
  return { name, counts: { passed: 0, failed: 1, skipped: 0 }, seconds: 0, log };
}

function countsOf(code, count) {
  if (count === undefined) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = count();
  } catch {
    // No report: the program did not get that far.
  }
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

async function run({ command, args, env, cwd, log }) {
  const output = fs.openSync(log, "w");
  const child = spawn(command, args, {
    cwd,
    env: cleanEnvironment({ FORCE_COLOR: "0", CI: "1", ...env }),
    stdio: ["ignore", output, output],
  });
  const stop = (signal) => child.kill(signal);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      fs.writeSync(output, `${error.message}\n`);
      resolve(127);
    });
    child.on("close", (status) => resolve(status ?? 1));
  });
  process.off("SIGINT", stop).off("SIGTERM", stop);
  fs.closeSync(output);
  return code;
}
