import { spawn } from "node:child_process";
import type { CorpusProblem } from "./corpus";

/**
 * What most harnesses do: a new interpreter for each program, program and asserts together on its standard input. It
 * gives one bit and no isolation; it is the yardstick for speed only.
 */
export async function runInFreshProcess(python: string, problem: CorpusProblem): Promise<boolean> {
  const script = [problem.source, problem.setup, ...problem.tests, ""].join("\n");
  const child = spawn(python, ["-I", "-S", "-"], { stdio: ["pipe", "ignore", "ignore"] });
  child.stdin.on("error", () => undefined);
  child.stdin.end(script);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0));
  });
}
