import { expect, it } from "vitest";
import { conclude } from "./conclude";
import { defaultLimits } from "./limits";
import { packFields } from "./providers/job-fields";
import type { ChildReport } from "./providers/provider";
import { readReport } from "./read-report";

function concluded(...reports: string[][]) {
  const output = Buffer.concat(reports.map((fields) => packFields(fields)));
  const report: ChildReport = { end: "exited", status: 0, cpuUs: 1, wallUs: 1, peakKb: 1, output };
  const suite = { results: [], tested: [{ report, read: readReport(report) }] };
  const about = { limits: defaultLimits, attempts: 1, provider: "native", interpreter: "cpython 3" };
  return conclude({ source: "x = (\n    1", suite, ...about });
}

it("keeps only executed lines that the program has", () => {
  expect(concluded(["loaded"], ["end", "2,1,3,1000000", ""]).executedLines).toEqual([1, 2]);
});

it("keeps a failing line up to the end of the program", () => {
  expect(concluded(["syntax", "'(' was never closed", "3"]).failingLine).toBe(3);
  expect(concluded(["syntax", "nonsense", "4000"]).failingLine).toBeNull();
});

it("drops the line of a test's outcome that the program does not have", () => {
  const raisedAt = (line: number) => ({ outcome: "raised" as const, line });
  const about = { limits: defaultLimits, attempts: 1, provider: "native", interpreter: "cpython 3" };
  const suite = { results: [raisedAt(2), raisedAt(3)], tested: [] };
  expect(conclude({ source: "x = 1\ny = 2", suite, ...about }).outcomes).toEqual([
    { test: 0, outcome: "raised", line: 2 },
    { test: 1, outcome: "raised" },
  ]);
});
