import { describe, expect, it } from "vitest";
import { lineMap } from "#server/core/line-map";
import type { LineLabel } from "#server/core/vocabulary";
import { type ResolvedLine, resolveLines } from "./resolve-lines";

/** A reference of four lines. */
function reference(labels: LineLabel[], decided?: ReadonlyMap<number, LineLabel>): ResolvedLine[] {
  const lines = labels.map((label, index) => ({ line: index + 1, label }));
  const ruleResult = { lines, taintedAfter: null };
  return resolveLines({
    lineCount: 4,
    ruleResult,
    lineMap: null,
    parentLines: null,
    ...(decided && { decided }),
  });
}

const words = (lines: ResolvedLine[]) => lines.map(({ label, from }) => `${label} ${from}`);

const parentLines = reference(["correct", "neutral", null, "correct", "correct"]);
const changedLine3 = lineMap([{ parentFrom: 3, parentTo: 4, from: 3, to: 4 }], 4);

it("takes a program without a parent from the rule alone", () => {
  const ruleResult = { lines: [{ line: 1, label: "correct" as const }], taintedAfter: null };
  expect(words(resolveLines({ lineCount: 1, ruleResult, lineMap: null, parentLines: null }))).toEqual([
    "correct rule",
    "null none",
  ]);
});

it("takes its own label first, then the parent's through the map, end of program included", () => {
  const ruleResult = { lines: [{ line: 3, label: "correct" as const }], taintedAfter: null };
  expect(words(resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLines }))).toEqual([
    "correct parent",
    "neutral parent",
    "correct rule",
    "correct parent",
    "correct parent",
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
  const resolved = resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLines });
  expect(words(resolved).slice(2)).toEqual(["incorrect rule", "neutral rule", "null tainted"]);
});

it("follows a correction of the parent's line", () => {
  const ruleResult = { lines: [{ line: 3, label: null }], taintedAfter: null };
  const corrected = reference(["incorrect", "neutral", null, "correct", "correct"]);
  const resolved = resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLines: corrected });
  expect(words(resolved)[0]).toBe("incorrect parent");
});

it("a rule that looked and could not tell is not overruled by the parent", () => {
  const ruleResult = { lines: [{ line: 1, label: null }], taintedAfter: null };
  const resolved = resolveLines({ lineCount: 4, ruleResult, lineMap: changedLine3, parentLines });
  expect(words(resolved)[0]).toBe("null rule");
});

it("other lines of the edit have no label", () => {
  const map = lineMap([{ parentFrom: 2, parentTo: 3, from: 2, to: 5 }], 4);
  const ruleResult = { lines: [{ line: 2, label: "correct" as const }], taintedAfter: null };
  const resolved = resolveLines({ lineCount: 6, ruleResult, lineMap: map, parentLines });
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
  const resolved = resolveLines({ lineCount: 3, ruleResult, lineMap: map, parentLines });
  expect(resolved.map(({ label }) => label)).toEqual(["correct", "neutral", null, "incorrect"]);
});

describe("below a line that a person called incorrect", () => {
  const labels: LineLabel[] = ["correct", "correct", "neutral", "correct", "correct"];
  const survivor = { lines: [{ line: 2, label: null }], taintedAfter: null };
  const changedLine2 = lineMap([{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }], 4);

  it("a mutant inherits nothing but neutral lines and keeps its own decisions", () => {
    const of = (decided: Map<number, LineLabel>) =>
      words(
        resolveLines({
          lineCount: 4,
          ruleResult: survivor,
          lineMap: changedLine2,
          parentLines: reference(labels),
          decided,
        }),
      );
    expect(of(new Map([[2, "incorrect"]]))).toEqual([
      "correct parent",
      "incorrect override",
      "neutral parent",
      "null tainted",
      "null tainted",
    ]);
    const both = new Map<number, LineLabel>([
      [2, "incorrect"],
      [4, "correct"],
    ]);
    expect(of(both).slice(3)).toEqual(["correct override", "null tainted"]);
  });

  it("a reference has no labels of its rule, and still says what the rule said", () => {
    const lines = reference(labels, new Map([[2, "incorrect"]]));
    expect(words(lines)).toEqual([
      "correct rule",
      "incorrect override",
      "neutral rule",
      "null tainted",
      "null tainted",
    ]);
    expect(lines.map(({ automatic }) => automatic)).toEqual(labels);
    expect(lines[1]?.undecided).toBe("correct");
  });

  it("mutants have none either, unless they changed that very line", () => {
    const at = (line: number) => {
      const parentLines = reference(labels, new Map([[2, "incorrect"]]));
      const ruleResult = { lines: [{ line, label: "correct" as const }], taintedAfter: null };
      const map = lineMap([{ parentFrom: line, parentTo: line + 1, from: line, to: line + 1 }], 4);
      return words(resolveLines({ lineCount: 4, ruleResult, lineMap: map, parentLines }));
    };
    expect(at(4).slice(1)).toEqual([
      "incorrect parent-override",
      "neutral parent",
      "null tainted",
      "null tainted",
    ]);
    expect(at(2).slice(1)).toEqual(["correct rule", "neutral parent", "correct parent", "correct parent"]);
  });
});
