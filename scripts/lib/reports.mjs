import fs from "node:fs";

// What each test program's own report says. All throw when there is no report.

/** Vitest's and Jest's JSON. A file that could not be loaded has no tests and is a failure of its own. */
export function vitestCounts(file) {
  const report = JSON.parse(fs.readFileSync(file, "utf8"));
  const broken = report.testResults.filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON. A test that passed only when repeated is a failure. */
export function playwrightCounts(file) {
  const { stats, errors } = JSON.parse(fs.readFileSync(file, "utf8"));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** JUnit's XML, as pytest writes it. */
export function junitCounts(file) {
  const head = /<testsuite [^>]*>/.exec(fs.readFileSync(file, "utf8"))?.[0] ?? "";
  const number = (name) => {
    const found = new RegExp(`\\b${name}="(\\d+)"`).exec(head);
    if (found === null) throw new Error(`no ${name} in ${file}`);
    return Number(found[1]);
  };
  const failed = number("failures") + number("errors");
  return { passed: number("tests") - failed - number("skipped"), failed, skipped: number("skipped") };
}
