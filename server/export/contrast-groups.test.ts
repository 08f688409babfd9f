import { describe, expect, it } from "vitest";
import type { Intent, LineLabel, Verdict } from "#server/core/vocabulary";
import { endOfProgramText } from "#server/prm/schema";
import { contrastGroups } from "./contrast-groups";

const letters: Record<string, LineLabel> = { c: "correct", i: "incorrect", n: "neutral", _: null };
const code = "a = 1\n\nb = 2";

type Given = {
  code: string;
  /** A letter a line and one for the end; upper case is masked. */
  labels: string;
  intent?: Intent;
  labelLine?: number;
  verdict?: Verdict;
  executed?: number[];
};

function programs(given: readonly Given[]) {
  return given.map(({ labels, ...each }, index) => ({
    id: index + 1,
    code: each.code,
    lines: [...labels].map((letter) => ({
      label: letters[letter.toLowerCase()] ?? null,
      masked: /[A-Z]/.test(letter),
    })),
    run: {
      operator: each.intent === undefined ? null : `op-${index + 1}`,
      intent: each.intent ?? null,
      labelLine: each.labelLine ?? null,
      verdict: each.verdict ?? "passed",
      executedLines: each.executed ?? [1, 2, 3],
    },
  }));
}

const made = (...given: Given[]) =>
  contrastGroups({ key: "k", statement: "Do it.", cluster: "c", split: "train", programs: programs(given) });
const reference: Given = { code, labels: "cncc" };
const wrong: Given = {
  code: "a = 1\n\nb = 3",
  labels: "cni_",
  intent: "mutate",
  labelLine: 3,
  verdict: "wrong-answer",
};
const rewritten: Given = { code: "a = 1\n\nb = 1 + 1", labels: "cncc", intent: "refactor", labelLine: 3 };

describe("contrastGroups", () => {
  it("sets the reference's line and passing refactorings against failing mutations of one prefix", () => {
    const { groups, counts } = made(reference, wrong, rewritten);
    expect(groups).toEqual([
      {
        problem: "k",
        prompt: "Do it.",
        prefix: "a = 1",
        line: 3,
        positives: [
          { text: "\nb = 2", sources: [{ program: 1, operator: null }] },
          { text: "\nb = 1 + 1", sources: [{ program: 3, operator: "op-3" }] },
        ],
        negatives: [{ text: "\nb = 3", sources: [{ program: 2, operator: "op-2" }] }],
      },
    ]);
    expect(counts).toMatchObject({ programs: 3, groups: 1, positives: 2, negatives: 1 });
    expect(counts.leftOut.alone).toBe(2);
  });

  it("names every program that brings the same text once", () => {
    const [group] = made(reference, wrong, { ...wrong }).groups;
    expect(group?.negatives).toEqual([
      { text: "\nb = 3", sources: [2, 3].map((program) => ({ program, operator: `op-${program}` })) },
    ]);
  });

  it("sets an end that came too early against the line that should follow", () => {
    const early: Given = {
      code: "a = 1\n",
      labels: "cni",
      intent: "mutate",
      labelLine: 3,
      verdict: "wrong-answer",
    };
    const [group] = made(reference, early).groups;
    expect(group?.prefix).toBe("a = 1");
    expect(group?.negatives.map(({ text }) => text)).toEqual([`\n${endOfProgramText}`]);
  });

  it.each<[string, Given, string]>([
    ["a survivor, even one called correct", { ...wrong, labels: "cnc_", verdict: "passed" }, "survived"],
    ["a survivor that a person called incorrect", { ...wrong, verdict: "passed" }, "survived"],
    ["a refactoring that broke", { ...rewritten, labels: "cni_", verdict: "wrong-answer" }, "broke"],
    ["a line without a label", { ...wrong, labels: "cn__" }, "unlabelled"],
    ["a masked line", { ...wrong, labels: "cnI_" }, "decided"],
    ["a line that did not run", { ...wrong, executed: [1] }, "notExecuted"],
    ["a program that does not compile", { ...wrong, verdict: "compile-error", executed: [] }, "notExecuted"],
    [
      "an end that was not come to",
      {
        code: "a = 1\n",
        labels: "cni",
        intent: "mutate",
        labelLine: 3,
        verdict: "runtime-error",
        executed: [1],
      },
      "notExecuted",
    ],
  ])("leaves out %s", (_, left, cause) => {
    const { groups, counts } = made(reference, left);
    expect(groups).toEqual([]);
    expect(counts.leftOut).toMatchObject({ [cause]: 1 });
  });

  it("follows a decision: a failing mutant's line that was called correct is a right one", () => {
    const spared: Given = { ...wrong, code: "a = 1\n\nb = 4", labels: "cnc_" };
    const [group] = made(reference, wrong, spared).groups;
    expect(group?.positives.map(({ text }) => text)).toEqual(["\nb = 2", "\nb = 4"]);
  });

  it("puts a text with both labels on neither side and counts it", () => {
    const { groups, counts } = made(reference, wrong, { ...wrong, labels: "cnc_" });
    expect(groups).toEqual([]);
    expect(counts.leftOut.contradicting).toBe(2);
  });

  it("takes prefixes byte for byte", () => {
    const { groups } = made(reference, { ...wrong, code: "a  = 1\n\nb = 3" });
    expect(groups).toEqual([]);
  });
});
