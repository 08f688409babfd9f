import { describe, expect, it } from "vitest";
import type { LineLabel } from "#server/core/vocabulary";
import { type Decision, type LabelledProgram, resolveProgram } from "./resolve-program";

type Given = Partial<Omit<LabelledProgram, "automatic" | "decisions">> & {
  automatic?: Record<number, LineLabel>;
  decisions?: Record<number, LineLabel>;
};

function program({ automatic = {}, decisions = {}, ...rest }: Given): LabelledProgram {
  const numbered = <T>(record: Record<number, T>) =>
    Object.entries(record).map(([line, value]): [number, T] => [Number(line), value]);
  return {
    id: 1,
    parentId: null,
    lineCount: 3,
    hunks: [],
    currentRunId: 7,
    taintedAfter: null,
    derivation: null,
    automatic: new Map(numbered(automatic)),
    decisions: new Map(numbered(decisions).map(([line, label]) => [line, decision(label)])),
    ...rest,
  };
}

function decision(label: LineLabel): Decision {
  return { decided: true, label, masked: false, reason: null, annotator: "ann", headSeq: 1, runIds: [7] };
}

function resolved(child: LabelledProgram, ...ancestors: LabelledProgram[]): string[] {
  const byId = new Map([child, ...ancestors].map((each) => [each.id, each]));
  return resolveProgram(child, byId).map(({ label, from }) => `${label} ${from}`);
}

const reference = program({ automatic: { 1: "correct", 2: "correct", 3: null, 4: "correct" } });

describe("resolveProgram", () => {
  it("gives a reference the rule's labels, its end included", () => {
    expect(resolved(reference)).toEqual(["correct rule", "correct rule", "null rule", "correct rule"]);
  });

  it("asks the parent for lines that the edit left alone, and nobody below a failed one", () => {
    const hunks = [{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }];
    const failing = program({ id: 2, parentId: 1, hunks, automatic: { 2: "incorrect" }, taintedAfter: 2 });
    expect(resolved(failing, reference)).toEqual([
      "correct parent",
      "incorrect rule",
      "null tainted",
      "null tainted",
    ]);
    const passing = program({ id: 2, parentId: 1, hunks, automatic: { 2: null } });
    expect(resolved(passing, reference)).toEqual([
      "correct parent",
      "null rule",
      "null parent",
      "correct parent",
    ]);
  });

  it("follows lines that an insertion or a deletion moved", () => {
    const inserted = program({
      id: 2,
      parentId: 1,
      lineCount: 4,
      hunks: [{ parentFrom: 2, parentTo: 2, from: 2, to: 3 }],
      automatic: { 2: "correct" },
    });
    const decided = program({
      automatic: { 1: "correct", 2: "correct", 4: "correct" },
      decisions: { 2: "neutral" },
    });
    expect(resolved(inserted, decided)).toEqual([
      "correct parent",
      "correct rule",
      "neutral parent-override",
      "null none",
      "correct parent",
    ]);
    const deleted = program({
      id: 2,
      parentId: 1,
      lineCount: 2,
      hunks: [{ parentFrom: 1, parentTo: 2, from: 1, to: 1 }],
      automatic: { 1: "incorrect" },
      taintedAfter: 1,
    });
    expect(resolved(deleted, decided)).toEqual(["incorrect rule", "null tainted", "null tainted"]);
  });

  it("lets a person's decision win, and a correction of the parent reach its mutants' mutants", () => {
    const corrected = program({ automatic: { 1: "correct", 2: "correct" }, decisions: { 3: "incorrect" } });
    const child = program({
      id: 2,
      parentId: 1,
      hunks: [{ parentFrom: 1, parentTo: 2, from: 1, to: 2 }],
      decisions: { 1: "neutral" },
    });
    const grandchild = program({
      id: 3,
      parentId: 2,
      hunks: [{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }],
    });
    expect(resolved(grandchild, child, corrected)).toEqual([
      "neutral parent-override",
      "null none",
      "incorrect parent-override",
      "null tainted",
    ]);
  });

  it("flags a decision whose runs are not the ones that count now", () => {
    const decided = program({ decisions: { 1: "correct" } });
    const flags = (currentRunId: number) =>
      resolveProgram({ ...decided, currentRunId }, new Map()).map((line) => line.outdated);
    expect(flags(7)).toEqual([false, false, false, false]);
    expect(flags(8)).toEqual([true, false, false, false]);
  });
});
