import { expect, it } from "vitest";
import { packFields } from "../providers/job-fields";
import type { ChildReport } from "../providers/provider";
import { readTrace } from "./read-trace";

function read(reports: string[][], end: ChildReport["end"] = "exited") {
  const output = Buffer.concat(reports.map((fields) => packFields(fields)));
  const report: ChildReport = { end, status: 0, cpuUs: 1, wallUs: 1, peakKb: 1, output };
  return readTrace(report, { lineCount: 3, maxSteps: 2 });
}

const step = (line: string) => ["step", "line", line, "1", "f"];
const done = (index: string) => ["done", index, "returned", "1", "x", "2"];

it("reads steps with what they changed and how many had begun when they were over", () => {
  const { steps, end, results } = read([
    ["loaded"],
    step("1"),
    step("2"),
    done("1"),
    done("0"),
    ["value", "1"],
    ["end", ""],
  ]);
  expect(steps.map(({ line, endedAt }) => [line, endedAt])).toEqual([
    [1, 2],
    [2, 2],
  ]);
  expect(steps[1]).toMatchObject({
    changed: [{ name: "x", value: "2" }],
    ending: { how: "returned", text: "1" },
  });
  expect([end, results]).toEqual(["complete", ["1"]]);
});

it.each([
  ["a line that the program does not have", [step("1"), step("4"), step("2")]],
  ["a line that is none", [step("1"), step("-1"), step("2")]],
  ["more steps than were asked for", [step("1"), step("2"), step("1")]],
  ["a step that is over twice", [step("1"), done("0"), done("0"), step("2")]],
  ["a step that never began", [step("1"), done("1"), step("2")]],
  ["a report of no kind", [step("1"), ["forged"], step("2")]],
])("stops at %s", (_name, reports) => {
  const { steps, end } = read([...reports, ["end", ""]]);
  expect(steps.length).toBeLessThanOrEqual(2);
  expect(end).toBe("stopped");
});

it("bounds what it keeps", () => {
  const long = "y".repeat(10_000);
  const { steps } = read([step("1"), ["done", "0", "raised", long, long, long], ["end", ""]]);
  expect(JSON.stringify(steps).length).toBeLessThan(1_000);
});

it.each([
  ["cut", [["cut"], ["end", ""]], "exited"],
  ["timeout", [step("1")], "cpu-time"],
  ["timeout", [step("1")], "blocked"],
  ["stopped", [step("1")], "exited"],
  ["stopped", [step("1")], "flood"],
] as const)("says how the trace ended: %s", (end, reports, how) => {
  expect(
    read(
      reports.map((fields) => [...fields]),
      how,
    ).end,
  ).toBe(end);
});

it("tells why a program could not be loaded", () => {
  expect(read([["syntax", "SyntaxError: '(' was never closed", "1"]])).toMatchObject({
    error: "SyntaxError: '(' was never closed",
    end: "complete",
  });
  expect(
    read([
      ["load-error", "NameError\nException", "x", ""],
      ["end", ""],
    ]).error,
  ).toBe("NameError: x");
});
