import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { junitCounts, playwrightCounts, vitestCounts } from "./reports.mjs";

let file: string;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "linewise-report-")), "report");
});
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));

test("vitest: a file that could not be loaded is a failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "passed", assertionResults: [{}] },
  ];
  const numbers = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  writeFileSync(file, JSON.stringify({ ...numbers, testResults }));
  expect(vitestCounts(file)).toEqual({ passed: 4, failed: 2, skipped: 3 });
});

test("playwright: a test that passed only when repeated is a failure", () => {
  writeFileSync(
    file,
    JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }),
  );
  expect(playwrightCounts(file)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("junit: errors are failures, and skipped tests have not passed", () => {
  writeFileSync(
    file,
    '<testsuites><testsuite name="x" errors="1" failures="2" skipped="3" tests="10"></testsuite>',
  );
  expect(junitCounts(file)).toEqual({ passed: 4, failed: 3, skipped: 3 });
});

test("a report that is not there is no report of success", () => {
  expect(() => vitestCounts(`${file}.absent`)).toThrow();
});
