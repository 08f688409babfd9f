import { describe, expect, it } from "vitest";
import { RowLabeller } from "./label";

const reference = {
  id: "p",
  origin: "reference" as const,
  code: "def f(a):\n    b = a + 1\n\n    return b\n",
  verdict: "passed" as const,
  executed_lines: [1, 2, 4],
};
const mutant = {
  id: "p/m0001",
  parent_id: "p",
  origin: "mutant" as const,
  intent: "mutate" as const,
  code: "def f(a):\n    b = a - 1\n\n    return b",
  hunks: [[2, 3, 2, 3] satisfies [number, number, number, number]],
  label_line: 2,
  verdict: "wrong-answer" as const,
  executed_lines: [1, 2, 4],
};

function labels(labeller: RowLabeller, row: Parameters<RowLabeller["label"]>[0]): unknown {
  return labeller.label(row).line_labels;
}

describe("RowLabeller", () => {
  it("labels a reference: a number or neutral per line, end of program last", () => {
    expect(labels(new RowLabeller("mutation@1"), reference)).toEqual([1, 1, "neutral", 1, 1]);
  });

  it("labels a failing mutant from its parent, its label line, and nothing below", () => {
    const labeller = new RowLabeller("mutation@1");
    labeller.label(reference);
    expect(labels(labeller, mutant)).toEqual([1, 0, "neutral", null, null]);
  });

  it("labels a survivor by the rule asked for", () => {
    for (const [rule, label] of [
      ["mutation@1", null],
      ["prlcoder@1", 1],
    ] as const) {
      const labeller = new RowLabeller(rule);
      labeller.label(reference);
      const labelled = labeller.label({ ...mutant, verdict: "passed" });
      expect(labelled.line_labels).toEqual([1, label, "neutral", 1, 1]);
      expect(labelled).toMatchObject({ rule, label_reasons: ["survived"] });
    }
  });

  it("says nothing of a mutant's label line when its parent did not pass", () => {
    for (const verdict of ["wrong-answer", undefined] as const) {
      const labeller = new RowLabeller("mutation@1");
      labeller.label({ ...reference, verdict });
      const labelled = labeller.label(mutant);
      expect(labelled.line_labels).toEqual([null, null, "neutral", null, null]);
      expect(labelled.label_derivation).toMatch(/^Mutant was made of a program that/);
    }
  });

  it("names a run that came close to its budget", () => {
    const near = { ...reference, cpu_us: 60_000, cpu_limit_ms: 100 };
    expect(new RowLabeller("mutation@1").label(near).label_reasons).toEqual(["near-timeout"]);
    expect(new RowLabeller("mutation@1").label(reference).label_reasons).toEqual([]);
  });

  it("forgets parents that are far back", () => {
    const labeller = new RowLabeller("mutation@1");
    labeller.label(reference);
    for (let id = 0; id < 4_096; id += 1) labeller.label({ ...reference, id, code: "x = 1" });
    expect(() => labeller.label(mutant)).toThrow(/has not come before/);
  });

  it("keeps fields it does not know", () => {
    expect(new RowLabeller("mutation@1").label({ ...reference, note: 7 })).toMatchObject({ note: 7 });
  });

  it("refuses a mutant whose parent has not come, or whose hunks do not fit", () => {
    const labeller = new RowLabeller("mutation@1");
    expect(() => labeller.label(mutant)).toThrow(/has not come before/);
    labeller.label(reference);
    expect(() => labeller.label({ ...mutant, hunks: [[2, 3, 2, 4]] })).toThrow(/hunks/);
    expect(() => labeller.label({ ...mutant, hunks: undefined })).toThrow(/hunks/);
  });
});
