import { describe, expect, it } from "vitest";
import type { MutantRow } from "#server/datasets/schema";
import type { ProgramDetail } from "#server/labels/schema";
import { filteredMutants, neighbour, noFilter, verdictCounts } from "../evidence/mutant-filter";
import { lineView as line } from "../labels/testing";
import { gutterLines, mutantDots, runMarkers, suspiciousLine } from "./gutter-lines";
import { lineFacts } from "./line-facts";
import { parseProblemLocation, problemHref } from "./problem-location";

const program = (more: Partial<ProgramDetail> = {}): ProgramDetail => ({
  id: 7,
  problemId: 1,
  parentId: 3,
  origin: "mutant",
  code: "a\nb\nc",
  parentCode: "a\nb\nc",
  operator: "comparison-swap",
  operatorSummary: "swaps a comparison",
  intent: "mutate",
  hunks: [],
  labelLine: 2,
  siteIndex: 0,
  siteCount: 1,
  probability: 1,
  taught: null,
  verdict: "passed",
  run: null,
  reasons: ["survived"],
  suspicion: 1,
  derivation: null,
  rule: "mutation@1",
  lines: [],
  scores: null,
  disagreement: null,
  ...more,
});
const mutant = (id: number, more: Partial<MutantRow> = {}): MutantRow => ({
  id,
  operator: "off-by-one",
  intent: "mutate",
  verdict: "wrong-answer",
  labelLine: 2,
  parentLine: 2,
  hunks: [],
  label: "incorrect",
  overridden: false,
  reasons: [],
  suspicion: 0,
  message: null,
  ...more,
});

describe("problem location", () => {
  it("survives the way into the URL and back", () => {
    const place = {
      datasetId: 1,
      problemId: 5,
      mutant: 12,
      line: 3,
      audit: "survived" as const,
      filter: {
        scope: "line" as const,
        verdict: "passed" as const,
        intent: null,
        label: "unknown" as const,
        operator: "drop-return",
      },
      matrix: true,
    };
    const url = new URL(`http://localhost${problemHref(place)}`);
    expect(parseProblemLocation(url.pathname, url.searchParams)).toEqual(place);
  });

  it("leaves out what makes no sense and refuses other pages", () => {
    const search = new URLSearchParams("mutant=x&line=-1&audit=nothing&verdict=killed");
    expect(parseProblemLocation("/datasets/1/problems/5", search)).toEqual({
      datasetId: 1,
      problemId: 5,
      mutant: null,
      line: null,
      audit: null,
      filter: noFilter,
      matrix: false,
    });
    expect(parseProblemLocation("/datasets/1", search)).toBeNull();
  });
});

describe("line facts", () => {
  it("says label, origin, reasons and score", () => {
    const scored = program({ scores: { model: "m", firstError: 2, inSample: false, threshold: 0.5 } });
    expect(lineFacts(scored, line(2, { label: null, automatic: null, score: 0.214 }))).toEqual([
      "unknown, by the rule",
      "survived: meant to break the program, yet it passes all tests",
      "score 0.21, the model's first error",
    ]);
  });

  it("says who decided and what the rule says", () => {
    const decided = line(2, { label: "incorrect", from: "override", annotator: "ana", reason: "weak-tests" });
    expect(lineFacts(program(), decided)).toEqual([
      "incorrect, decided by ana: weak tests",
      "the rule says correct",
    ]);
  });
});

describe("gutter", () => {
  it("marks the label line as suspicious until somebody decides", () => {
    const open = gutterLines(program(), [line(1), line(2)], new Map());
    expect([...open.values()].map((l) => l.suspicious)).toEqual([false, true]);
    const decided = gutterLines(program(), [line(2, { from: "override" })], new Map());
    expect(decided.get(2)?.suspicious).toBe(false);
  });

  it("shows a draft's label, not yet the line's", () => {
    const drafts = new Map([
      [2, { value: "incorrect" as const, byReason: false, reason: null, comment: "", commenting: false }],
    ]);
    expect(gutterLines(program(), [line(2)], drafts).get(2)).toMatchObject({
      label: "correct",
      hasDraft: true,
      draft: "incorrect",
    });
  });

  it("goes from one suspicious line to the next, mutants of a reference's line included", () => {
    const lines = [line(1), line(2), line(3, { executed: false }), line(4)];
    const reference = program({ origin: "reference", labelLine: null, reasons: [] });
    const gutter = gutterLines(reference, lines, new Map());
    const dots = mutantDots([mutant(9, { reasons: ["survived"] })], null);
    expect(suspiciousLine(lines, gutter, dots, null, 1)).toBe(2);
    expect(suspiciousLine(lines, gutter, dots, 2, 1)).toBe(3);
    expect(suspiciousLine(lines, gutter, dots, 3, 1)).toBeNull();
    expect(suspiciousLine(lines, gutter, dots, null, -1)).toBe(3);
  });

  it("marks the line a run fails at, within the program", () => {
    const run = { verdict: "compile-error", failingLine: 9, message: "SyntaxError: unexpected EOF" };
    const failing = program({ run: { ...emptyRun, ...run, verdict: "compile-error" } });
    expect(runMarkers(failing)).toEqual([
      { line: 3, message: "SyntaxError: unexpected EOF", severity: "error" },
    ]);
  });
});

const emptyRun = {
  id: 1,
  verdict: "passed" as const,
  outcomes: [],
  executedLines: null,
  failingLine: null,
  message: null,
  traceback: null,
  stdout: null,
  attempts: 1,
  cpuUs: 1,
  wallUs: 1,
  peakKb: null,
  cpuLimitMs: 1,
  wallLimitMs: 1,
  provider: "native",
  interpreter: "3.11",
  suiteVersion: 1,
  at: new Date(0),
};

describe("mutant list", () => {
  const mutants = [
    mutant(3, { parentLine: 5, verdict: "passed", label: null, reasons: ["survived"] }),
    mutant(1),
    mutant(2, { intent: "refactor", operator: "rename-local", verdict: "passed", label: "correct" }),
  ];
  const ids = (filter: Partial<typeof noFilter>, at: number | null = null) =>
    filteredMutants(mutants, { ...noFilter, ...filter }, at).map((m) => m.id);

  it("narrows by line, verdict, intent, operator and label, in the order of the lines", () => {
    expect(ids({})).toEqual([1, 2, 3]);
    expect(ids({ scope: "line" }, 5)).toEqual([3]);
    expect(ids({ verdict: "passed" })).toEqual([2, 3]);
    expect(ids({ intent: "refactor" })).toEqual([2]);
    expect(ids({ operator: "rename-local" })).toEqual([2]);
    expect(ids({ label: "unknown" })).toEqual([3]);
    expect(ids({ label: "suspicious" })).toEqual([3]);
  });

  it("counts verdicts, the most frequent first", () => {
    expect(verdictCounts(mutants)).toEqual([
      { verdict: "passed", count: 2 },
      { verdict: "wrong-answer", count: 1 },
    ]);
  });

  it("steps to neighbours and stops at the ends", () => {
    expect(neighbour(mutants, null, 1)?.id).toBe(3);
    expect(neighbour(mutants, 3, 1)?.id).toBe(1);
    expect(neighbour(mutants, 2, 1)).toBeNull();
  });
});
