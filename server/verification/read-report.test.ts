import { describe, expect, it } from "vitest";
import { packFields } from "./providers/job-fields";
import type { ChildReport } from "./providers/provider";
import { nameError, readReport } from "./read-report";

const report = (...reports: string[][]): ChildReport => ({
  end: "exited",
  status: 0,
  cpuUs: 0,
  wallUs: 0,
  peakKb: 0,
  output: Buffer.concat(reports.map((fields) => packFields(fields))),
});

describe("readReport", () => {
  it("reads what an honest child says", () => {
    const read = readReport(
      report(
        ["loaded"],
        ["value", "0", "[1]"],
        ["raised", "1", "KeyError\nLookupError", "'x'", "3 f\n9 g"],
        ["end", "1,2,9", "printed"],
      ),
    );
    expect(read.loaded).toBe(true);
    expect(read.results.get(0)).toEqual({ kind: "value", text: "[1]" });
    const error = {
      classes: ["KeyError", "LookupError"],
      message: "'x'",
      frames: [
        { line: 3, name: "f" },
        { line: 9, name: "g" },
      ],
    };
    expect(read.results.get(1)).toEqual({ kind: "raised", error });
    expect(nameError(error)).toBe("KeyError: 'x'");
    expect(read.end).toEqual({ lines: [1, 2, 9], stdout: "printed" });
  });

  it("lets the first claim about a test stand", () => {
    const read = readReport(report(["value", "0", "1"], ["value", "0", "2"], ["judged", "0", "true"]));
    expect(read.results.get(0)).toEqual({ kind: "value", text: "1" });
  });

  it.each([
    ["an unknown kind", ["passed", "0"]],
    ["a position that is no number", ["value", "__proto__", "1"]],
  ])("drops everything from %s on", (_name, fields) => {
    expect(readReport(report(["loaded"], fields, ["value", "1", "1"])).results.size).toBe(0);
  });

  it("drops lines that no program has", () => {
    expect(readReport(report(["end", "0,-1,x,7,99999999", ""])).end?.lines).toEqual([7]);
  });
});
