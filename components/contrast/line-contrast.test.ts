import { describe, expect, it } from "vitest";
import type { ContrastGroup } from "#server/export/schema";
import { contrastAt } from "./line-contrast";

const follows = (text: string, ...programs: number[]) => ({
  text,
  sources: programs.map((program) => ({ program, operator: null })),
});
const group = (line: number, right: number, wrong: number): ContrastGroup => ({
  problem: "k",
  prompt: "",
  prefix: `${line}`,
  line,
  positives: [follows("a", right)],
  negatives: [follows("b", wrong)],
});
const groups = [group(2, 1, 7), group(3, 1, 8)];
const reference = { id: 1, labelLine: null, parentId: null };
const mutant = { id: 8, labelLine: 4, parentId: 1 };

describe("contrastAt", () => {
  it.each([
    ["a line of the reference", reference, { line: 3, parentLine: null }, 3],
    ["a line of the reference without a group", reference, { line: 4, parentLine: null }, undefined],
    ["the line that a mutant changed, wherever it stands", mutant, { line: 4, parentLine: null }, 3],
    ["another line of a mutant, by its parent's", mutant, { line: 3, parentLine: 2 }, 2],
    ["a line that the mutant made without a group", mutant, { line: 5, parentLine: null }, undefined],
  ])("finds the group of %s", (_, program, line, wanted) => {
    expect(contrastAt(groups, program, line)?.line).toBe(wanted);
  });
});
