import { expect, it } from "vitest";
import {
  durationText,
  lineRanges,
  outcomeSummary,
  testAnswer,
  testExpectation,
  testQuestion,
} from "./test-sentences";

it("says what a test asks, wants and got", () => {
  const spec = { kind: "call", call: "f([])", expected: "0" } as const;
  expect([testQuestion(spec), testExpectation(spec)]).toEqual(["f([])", "0"]);
  expect(testExpectation({ ...spec, tolerance: 0.001 })).toBe("0 ± 0.001");
  expect(testExpectation({ kind: "raises", call: "f(-1)", exception: "ValueError" })).toBe(
    "raises ValueError",
  );
  expect(testAnswer({ test: 0, outcome: "raised", error: "IndexError: list index out of range" })).toBe(
    "IndexError: list index out of range",
  );
  expect(testAnswer({ test: 0, outcome: "timeout" })).toBeNull();
});

it("counts what ran and says what did not", () => {
  expect(
    outcomeSummary(
      [
        { test: 0, outcome: "passed" },
        { test: 1, outcome: "wrong-answer" },
        { test: 2, outcome: "not-run" },
      ],
      3,
    ),
  ).toBe("1 of 2 tests pass, 1 not run");
  expect(outcomeSummary([], 3)).toBe("no test was run");
});

it("writes lines as ranges and times with their unit", () => {
  expect(lineRanges([1, 2, 3, 5, 7, 8])).toBe("1–3, 5, 7–8");
  expect([durationText(850), durationText(12_400), durationText(2_100_000)]).toEqual([
    "850 µs",
    "12.4 ms",
    "2.1 s",
  ]);
});
