import { describe, expect, it } from "vitest";
import { type SuspectedProgram, suspicionsOf } from "./suspicion";

function mutant(rest: Partial<SuspectedProgram> = {}): SuspectedProgram {
  return {
    origin: "mutant",
    intent: "mutate",
    verdict: "wrong-answer",
    reasons: [],
    labelLine: 3,
    siteLine: 3,
    label: "incorrect",
    prefix: crypto.randomUUID(),
    labelLineExecuted: true,
    unexecutedLines: [],
    ...rest,
  };
}
const survivor = (rest: Partial<SuspectedProgram> = {}) =>
  mutant({ verdict: "passed", reasons: ["survived"], label: null, ...rest });
const reference = (rest: Partial<SuspectedProgram> = {}) =>
  mutant({
    origin: "reference",
    intent: null,
    verdict: "passed",
    labelLine: null,
    siteLine: null,
    label: null,
    ...rest,
  });

const rankOf = (programs: SuspectedProgram[], reason: string) =>
  suspicionsOf(programs).find((suspicion) => suspicion.reason === reason)?.rank;

describe("suspicionsOf", () => {
  it("suspects nothing of a mutant that the tests caught", () => {
    expect(suspicionsOf([reference(), mutant(), mutant()])).toEqual([]);
  });

  it("suspects a survivor more where the tests catch the line's other mutants, least where they never run it", () => {
    const sharp = rankOf([survivor(), mutant(), mutant()], "survived") ?? 0;
    const alone = rankOf([survivor()], "survived") ?? 0;
    const dull = rankOf([survivor(), survivor()], "survived") ?? 0;
    const unreached = rankOf([survivor({ labelLineExecuted: false })], "survived") ?? 0;
    expect(sharp).toBeGreaterThan(alone);
    expect(alone).toBeGreaterThan(dull);
    expect(dull).toBeGreaterThan(unreached);
  });

  it("finds the reference's lines on which the tests are weak, if they run them at all", () => {
    const weak = suspicionsOf([reference(), survivor(), survivor(), mutant()]);
    expect(weak).toContainEqual(expect.objectContaining({ program: 0, reason: "weak-tests", line: 3 }));
    const strong = suspicionsOf([reference(), survivor(), mutant()]);
    expect(strong.map(({ reason }) => reason)).toEqual(["survived"]);
    const unreached = suspicionsOf([
      reference({ reasons: ["not-executed"], unexecutedLines: [3] }),
      survivor(),
      survivor(),
    ]);
    expect(unreached.filter(({ program }) => program === 0)).toMatchObject([
      { reason: "not-executed", line: 3 },
    ]);
  });

  it("names every line of a reference that no test executes", () => {
    const found = suspicionsOf([reference({ reasons: ["not-executed"], unexecutedLines: [2, 5] })]);
    expect(found.map(({ line }) => line)).toEqual([2, 5]);
  });

  it("finds different labels for the same line after the same text", () => {
    const found = suspicionsOf([
      mutant({ prefix: "same" }),
      mutant({ prefix: "same", intent: "refactor", verdict: "passed", label: "correct" }),
      mutant({ prefix: "same", label: null, verdict: "infra-error" }),
    ]);
    expect(found.map(({ program, reason }) => [program, reason])).toEqual([
      [0, "conflicting-duplicate"],
      [1, "conflicting-duplicate"],
    ]);
  });
});
