import { describe, expect, it } from "vitest";
import type { RunResult, TestOutcome } from "#server/verification/schema";
import { type Disagreement, reasonOf } from "./reasons";

const run = (verdict: RunResult["verdict"], message: string | null = null): RunResult => ({
  verdict,
  outcomes: [],
  executedLines: [],
  failingLine: null,
  message,
  traceback: null,
  stdout: null,
  cpuUs: 0,
  wallUs: 0,
  peakKb: 0,
  limits: { cpuMs: 1, wallMs: 1, memoryMb: 1, outputKb: 1 },
  attempts: 1,
  provider: "",
  interpreter: "",
});
const outcome = (value: string): TestOutcome => ({ test: 0, outcome: "wrong-answer", value });
const found = (
  source: string,
  native: RunResult,
  wasm: RunResult,
  values?: [string, string],
): Disagreement => ({
  source,
  native,
  wasm,
  tests: values === undefined ? [] : [{ native: outcome(values[0]), wasm: outcome(values[1]) }],
});
const [passed, wrong] = [run("passed"), run("wrong-answer")];

describe("why two providers disagree", () => {
  it.each<[string, Disagreement]>([
    ["asks for sizes or addresses", found("import sys\nsys.getsizeof(())", passed, wrong)],
    ["time limit", found("x", passed, run("timeout"))],
    ["memory, and sizes beyond 32 bits", found("x", run("memory-limit"), run("runtime-error"))],
    [
      "memory, and sizes beyond 32 bits",
      found(
        "x",
        passed,
        run("runtime-error", "raised OverflowError: cannot fit 'int' into an index-sized integer"),
      ),
    ],
    [
      "depth of recursion",
      found("x", run("crashed", "ended by signal 11"), run("runtime-error", "RecursionError")),
    ],
    ["syntax of the version", found("x", run("compile-error"), passed)],
    ["last digits of floats", found("x", passed, wrong, ["0.30000000000000004", "0.3"])],
    ["order of a set", found("x", passed, wrong, ["['a', 'b']", "['b', 'a']"])],
    ["unexplained", found("x", passed, wrong, ["1", "2"])],
  ])("%s", (reason, disagreement) => {
    expect(reasonOf(disagreement)).toBe(reason);
  });
});
