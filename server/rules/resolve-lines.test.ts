import { expect, it } from "vitest";
import { lineMap } from "#server/core/line-map";
import type { LineLabel } from "#server/core/vocabulary";
import { resolveLines } from "./resolve-lines";

const parentLabels: LineLabel[] = ["correct", "neutral", null, "correct", "correct"];
const changedLine3 = lineMap([{ parentFrom: 3, parentTo: 4, from: 3, to: 4 }], 4);

it("takes a program without a parent from the rule alone", () => {
  const ruleResult = { lines: [{ line: 1, label: "correct" as const }], taintedAfter: null };
  expect(resolveLines({ lineCount: 1, ruleResult, lineMap: null, parentLabels: null })).toEqual([
    { label: "correct", from: "rule" },
    { label: null, from: "none" },
  ]);
});

it("takes its own label first, then the parent's through the map, end of program included", () => {
  const ruleResult = { lines: [{ line: 3, label: "correct" as const }], taintedAfter: null };
  expect(resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLabels })).toEqual([
    { label: "correct", from: "parent" },
    { label: "neutral", from: "parent" },
    { label: "correct", from: "rule" },
    { label: "correct", from: "parent" },
    { label: "correct", from: "parent" },
  ]);
});

it("knows nothing below a failed edit but what the rule says", () => {
  const ruleResult = {
    lines: [
      { line: 3, label: "incorrect" as const },
      { line: 4, label: "neutral" as const },
    ],
    taintedAfter: 3,
  };
  expect(resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLabels }).slice(2)).toEqual([
    { label: "incorrect", from: "rule" },
    { label: "neutral", from: "rule" },
    { label: null, from: "tainted" },
  ]);
});

it("follows a correction of the parent's line", () => {
  const ruleResult = { lines: [{ line: 3, label: null }], taintedAfter: null };
  const corrected: LineLabel[] = ["incorrect", "neutral", null, "correct", "correct"];
  const resolved = resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLabels: corrected });
  expect(resolved[0]).toEqual({ label: "incorrect", from: "parent" });
});

it("a rule that looked and could not tell is not overruled by the parent", () => {
  const ruleResult = { lines: [{ line: 1, label: null }], taintedAfter: null };
  expect(resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLabels })[0]).toEqual({
    label: null,
    from: "rule",
  });
});

it("other lines of the edit have no label", () => {
  const map = lineMap([{ parentFrom: 2, parentTo: 3, from: 2, to: 5 }], 4);
  const ruleResult = { lines: [{ line: 2, label: "correct" as const }], taintedAfter: null };
  const resolved = resolveLines({ lineCount: 6, ruleResult, lineMap: map, parentLabels });
  expect(resolved.map(({ from }) => from)).toEqual([
    "parent",
    "rule",
    "none",
    "none",
    "parent",
    "parent",
    "parent",
  ]);
});

it("shifts through a deletion and leaves a cut-off end alone", () => {
  const map = lineMap([{ parentFrom: 4, parentTo: 5, from: 4, to: 4 }], 4);
  const ruleResult = { lines: [{ line: 4, label: "incorrect" as const }], taintedAfter: 4 };
  const resolved = resolveLines({ lineCount: 3, ruleResult, lineMap: map, parentLabels });
  expect(resolved.map(({ label }) => label)).toEqual(["correct", "neutral", null, "incorrect"]);
});
