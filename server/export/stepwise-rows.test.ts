import { describe, expect, it } from "vitest";
import type { LineLabel } from "#server/core/vocabulary";
import { endOfProgramText } from "#server/prm/schema";
import { stepwiseRows } from "./stepwise-rows";

const letters: Record<string, LineLabel> = { c: "correct", i: "incorrect", n: "neutral", _: null };

/** `labels`: a letter a line and one for the end; upper case is masked. */
function program(id: number, code: string, labels: string) {
  const lines = [...labels].map((letter) => ({
    label: letters[letter.toLowerCase()] ?? null,
    masked: /[A-Z]/.test(letter),
  }));
  return { id, code, lines, run: { intent: null, operator: null } };
}

const rows = (...programs: ReturnType<typeof program>[]) =>
  stepwiseRows({ key: "k", statement: "Do it.", cluster: "c", split: "train", programs });

describe("stepwiseRows", () => {
  it("makes a step of every line and of the end of the program", () => {
    const made = rows(program(1, "a\nb", "cic"));
    expect(made.rows).toEqual([
      {
        id: "1",
        problem: "k",
        cluster: "c",
        split: "train",
        intent: null,
        operator: null,
        prompt: "Do it.",
        completions: ["a", "b", endOfProgramText],
        labels: [1, 0, 1],
      },
    ]);
    expect(made.counts).toMatchObject({ programs: 1, rows: 1, steps: 3, correct: 2, incorrect: 1 });
  });

  it("lets blank lines open the next step, so that no step is without tokens", () => {
    const [row] = rows(program(1, "a\n\n  \nb\n", "cnncnc")).rows;
    expect(row?.completions).toEqual(["a", "\n  \nb", `\n${endOfProgramText}`]);
    expect(row?.labels).toEqual([1, 1, 1]);
    expect(row?.completions.join("\n")).toBe(`a\n\n  \nb\n\n${endOfProgramText}`);
  });

  it("masks what has no label, is neutral or was masked by a decision, and says how many", () => {
    const made = rows(program(1, "a\nb\nc", "cn_I"));
    expect(made.rows[0]?.labels).toEqual([1, -100, -100, -100]);
    expect(made.counts.masked).toEqual({
      neutral: 1,
      unknown: 1,
      decided: 1,
      duplicate: 0,
      contradicting: 0,
    });
  });

  it("counts a prefix and line once, however many programs share it", () => {
    const made = rows(
      program(1, "a\nb\nc", "cccc"),
      program(2, "a\nb\nd", "cci_"),
      program(3, "a\nx\nc", "ci__"),
    );
    expect(made.rows.map((row) => row.labels)).toEqual([
      [1, 1, 1, 1],
      [-100, -100, 0, -100],
      [-100, 0, -100, -100],
    ]);
    expect(made.counts.masked.duplicate).toBe(3);
    expect(made.contradictions).toEqual([]);
  });

  it("counts the same line after another prefix again", () => {
    const made = rows(program(1, "a\nc", "ccc"), program(2, "b\nc", "ccc"));
    expect(made.counts).toMatchObject({ correct: 6, masked: { duplicate: 0 } });
  });

  it("counts contradicting labels nowhere, and reports them", () => {
    const made = rows(program(1, "a\nb", "ccc"), program(2, "a\nb\nc", "ci_c"));
    expect(made.rows.map((row) => row.labels)).toEqual([
      [1, -100, 1],
      [-100, -100, -100, 1],
    ]);
    expect(made.contradictions).toEqual([{ problem: "k", programs: [1, 2], line: 2 }]);
    expect(made.counts.masked.contradicting).toBe(2);
  });

  it("leaves out programs of which nothing counts", () => {
    const made = rows(program(1, "a", "cc"), program(2, "a\nb", "c__"));
    expect(made.rows).toHaveLength(1);
    expect(made.counts).toMatchObject({ programs: 2, emptyPrograms: 1 });
  });

  it("does not take an end for a line that follows the same text", () => {
    const made = rows(program(1, "a", "ci"), program(2, "a\n", "cnc"));
    expect(made.contradictions).toEqual([]);
    expect(made.counts.masked.contradicting).toBe(0);
  });
});
