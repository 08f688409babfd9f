import { describe, expect, it } from "vitest";
import type { Intent, LineLabel, Verdict } from "#server/core/vocabulary";
import { benchmarkRows } from "./benchmark-rows";

const letters: Record<string, LineLabel> = { c: "correct", i: "incorrect", n: "neutral", _: null };

type Given = {
  code: string;
  /** A letter a line and one for the end; upper case is masked. */
  labels: string;
  intent?: Intent;
  verdict?: Verdict;
  operator?: string;
};

function made(...given: Given[]) {
  return benchmarkRows({
    key: "k",
    statement: "Do it.",
    cluster: "c",
    split: "train",
    programs: given.map(({ code, labels, intent, verdict, operator }, index) => ({
      id: index + 1,
      code,
      lines: [...labels].map((letter) => ({
        label: letters[letter.toLowerCase()] ?? null,
        masked: /[A-Z]/.test(letter),
      })),
      run: {
        operator: intent === undefined ? null : (operator ?? `op-${index}`),
        intent: intent ?? null,
        labelLine: null,
        verdict: verdict ?? "passed",
        executedLines: null,
      },
    })),
  });
}

const reference: Given = { code: "# add\nx = 1\n\ny = 2", labels: "ncncc" };
const wrong: Given = {
  code: "# add\nx = 1\n\ny = 3",
  labels: "ncni_",
  intent: "mutate",
  verdict: "wrong-answer",
};

describe("benchmarkRows", () => {
  it("sets a wrong program beside a right one and says where its first error is", () => {
    const { rows, counts } = made(reference, wrong);
    expect(rows).toEqual([
      expect.objectContaining({
        id: "k#1",
        label: -1,
        first_error: null,
        generator: "reference",
        final_answer_correct: true,
      }),
      expect.objectContaining({
        id: "k#2",
        label: 2,
        first_error: 4,
        step_lines: [1, 2, 4, 5],
        neutral_steps: [0],
        generator: "op-1",
        final_answer_correct: false,
      }),
    ]);
    expect(rows[1]?.steps).toEqual(["# add", "x = 1", "\ny = 3", "<|end_of_program|>"]);
    expect(counts).toMatchObject({ programs: 2, rows: 2, right: 1, wrong: 1 });
  });

  it("finds an error at the end of the program", () => {
    const missing: Given = { code: "x = 1", labels: "ci", intent: "mutate", verdict: "wrong-answer" };
    expect(made(reference, missing).rows[1]).toMatchObject({ label: 1, first_error: 2, step_lines: [1, 2] });
  });

  it.each<[string, Given]>([
    ["survived", { ...wrong, labels: "ncn__", verdict: "passed" }],
    ["compileError", { ...wrong, verdict: "compile-error" }],
    ["unlabelled", { ...wrong, labels: "n_ni_" }],
    ["unlabelled", { ...wrong, labels: "ncncc" }],
    ["unlabelled", { code: "z = 1", labels: "_c", intent: "refactor" }],
    ["masked", { ...wrong, labels: "nCni_" }],
    ["duplicate", { code: "# add\nx =  1\n\ny = 2", labels: "ncncc", intent: "refactor" }],
  ])("leaves a program out: %s", (cause, program) => {
    const { counts } = made(reference, wrong, program);
    expect(counts.leftOut).toMatchObject({ [cause]: 1 });
    expect(counts.rows).toBe(2);
  });

  it("keeps a line that was only shifted: indentation is code", () => {
    const loop = { code: "for x in xs:\n    t += x\nprint(t)", labels: "cccc" };
    const shifted: Given = {
      code: "for x in xs:\n    t += x\n    print(t)",
      labels: "cci_",
      intent: "mutate",
      verdict: "wrong-answer",
    };
    expect(made(loop, shifted).counts).toMatchObject({ right: 1, wrong: 1 });
  });

  it("takes at most three of a side, as many of each, of different operators first", () => {
    const many = Array.from({ length: 8 }, (_, index) => ({
      ...wrong,
      code: `# add\nx = 1\n\ny = ${index + 10}`,
      operator: index < 6 ? "common" : `rare-${index}`,
    }));
    const rights = Array.from({ length: 4 }, (_, index) => ({
      code: `z = ${index}`,
      labels: "cc",
      intent: "refactor" as const,
    }));
    const { rows, counts } = made(reference, ...rights, ...many);
    expect(counts).toMatchObject({ right: 3, wrong: 3 });
    expect(counts.leftOut.unbalanced).toBe(7);
    const generators = rows.filter(({ label }) => label >= 0).map(({ generator }) => generator);
    expect(new Set(generators)).toEqual(new Set(["common", "rare-6", "rare-7"]));
  });
});
