import { describe, expect, it } from "vitest";
import type { LineScores } from "#server/prm/schema";
import type { RunResult } from "#server/verification/schema";
import { agreement } from "./agreement";
import { runMarker, scoreLines, scoreMarkers, testsOf } from "./score-lines";

const scores = (firstError: number | null): LineScores => ({
  scores: [0.9, null, 0.2, 0.8],
  raw: [0.9, null, 0.2, 0.8],
  firstError,
  aggregate: 0.2,
  model: "m 1",
  modelDigest: "d",
  calibrated: false,
  threshold: 0.5,
  tokens: 10,
  windows: 1,
});
const run = (more: Partial<RunResult>): RunResult => ({
  verdict: "passed",
  outcomes: [],
  executedLines: null,
  failingLine: null,
  message: null,
  traceback: null,
  stdout: null,
  cpuUs: 1,
  wallUs: 1,
  peakKb: null,
  limits: { cpuMs: 1, wallMs: 1, memoryMb: 1, outputKb: 1 },
  attempts: 1,
  provider: "native",
  interpreter: "3.11",
  ...more,
});
const fails = run({
  verdict: "wrong-answer",
  outcomes: [
    { test: 0, outcome: "passed" },
    { test: 1, outcome: "wrong-answer" },
  ],
});

describe("scoreLines", () => {
  it("greys what stands below the first error, and nothing without one", () => {
    const greyed = (firstError: number | null) =>
      [...scoreLines(scores(firstError))].filter(([, { tainted }]) => tainted).map(([line]) => line);
    expect(greyed(2)).toEqual([3, 4]);
    expect(greyed(null)).toEqual([]);
  });
});

describe("agreement", () => {
  it("agrees where both find nothing, and where both find something", () => {
    expect(agreement(scores(null), run({}), 3).agree).toBe(true);
    expect(agreement(scores(3), fails, 3)).toEqual({
      agree: true,
      text: "Tests and model agree that it is wrong: the program fails test 2, and the model's first error is line 3.",
    });
  });

  it("says who finds what where they disagree", () => {
    expect(agreement(scores(4), run({}), 3).text).toContain("takes end of program for the first error");
    expect(agreement(scores(null), fails, 3).text).toContain("fails test 2, yet no line scores below");
  });

  it("does not take a failed sandbox for a verdict", () => {
    expect(agreement(scores(3), run({ verdict: "infra-error" }), 3).agree).toBeNull();
  });
});

it("puts scores beside their lines and marks the first error once", () => {
  const gutter = scoreLines(scores(3));
  expect([...gutter].map(([line, g]) => [line, g.score, g.firstError])).toEqual([
    [1, 0.9, false],
    [2, null, false],
    [3, 0.2, true],
    [4, 0.8, false],
  ]);
  expect(scoreMarkers(scores(3))).toEqual([
    { line: 3, severity: "warning", message: "The model's first error: score 0.20" },
  ]);
  expect(scoreMarkers(scores(null))).toEqual([]);
});

it("marks the line a run points to, within the program", () => {
  expect(runMarker(run({ verdict: "compile-error", failingLine: 9, message: "SyntaxError" }), 3)).toEqual([
    { line: 3, severity: "error", message: "SyntaxError" },
  ]);
  expect(runMarker(run({}), 3)).toEqual([]);
});

it("reads one test a line", () => {
  expect(testsOf("# basics\nassert f(1) == 1\n\n  assert f(2) == 2\n")).toEqual([
    "assert f(1) == 1",
    "assert f(2) == 2",
  ]);
});
