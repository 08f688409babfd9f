import type { TestCase, TestOutcome } from "#server/verification/schema";

export const outcomeWords = {
  passed: "passed",
  "wrong-answer": "wrong answer",
  raised: "raised an error",
  timeout: "ran out of time",
  "not-run": "not run",
  "bad-result": "returned something unreadable",
} as const satisfies Record<TestOutcome["outcome"], string>;

/** What a test asks for, in a few words of code. */
export function testQuestion(spec: TestCase): string {
  switch (spec.kind) {
    case "call":
      return spec.call;
    case "check":
      return spec.calls.join("; ");
    case "raises":
      return spec.call;
    case "candidate":
      return `check(${spec.entryPoint})`;
    case "stdin":
      return `stdin ${JSON.stringify(spec.stdin)}`;
  }
}

/** What a test wants to see. Null where only its own code knows. */
export function testExpectation(spec: TestCase): string | null {
  switch (spec.kind) {
    case "call":
      return spec.tolerance === undefined ? spec.expected : `${spec.expected} ± ${spec.tolerance}`;
    case "check":
      return spec.expression;
    case "raises":
      return `raises ${spec.exception}`;
    case "candidate":
      return null;
    case "stdin":
      return JSON.stringify(spec.expectedStdout);
  }
}

/** What a program did with a test. Null where it did not get that far, or passed and its value adds nothing. */
export function testAnswer(outcome: TestOutcome): string | null {
  switch (outcome.outcome) {
    case "passed":
    case "wrong-answer":
    case "bad-result":
      return outcome.value ?? outcome.error ?? null;
    case "raised":
      return outcome.error ?? null;
    case "timeout":
    case "not-run":
      return null;
  }
}

/** Whether the outcome speaks against the program. */
export function isFailure(outcome: TestOutcome | undefined): boolean {
  return outcome !== undefined && outcome.outcome !== "passed" && outcome.outcome !== "not-run";
}

/** "6 of 8 tests pass", with what was not run. */
export function outcomeSummary(outcomes: readonly TestOutcome[], tests: number): string {
  const passed = outcomes.filter((outcome) => outcome.outcome === "passed").length;
  const ran = outcomes.filter((outcome) => outcome.outcome !== "not-run").length;
  if (ran === 0) return "no test was run";
  const left = tests - ran;
  return `${passed} of ${ran} tests pass${left > 0 ? `, ${left} not run` : ""}`;
}

/** Ascending line numbers as ranges: [1, 2, 3, 5] is "1–3, 5". */
export function lineRanges(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/** Microseconds for people: "850 µs", "12.4 ms", "2.1 s". */
export function durationText(microseconds: number): string {
  if (microseconds < 1000) return `${microseconds} µs`;
  if (microseconds < 1_000_000) return `${(microseconds / 1000).toFixed(1)} ms`;
  return `${(microseconds / 1_000_000).toFixed(1)} s`;
}
