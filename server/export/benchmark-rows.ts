import { createHash } from "node:crypto";
import type { ContrastProblem } from "./contrast-groups";
import { stepsOf } from "./program-steps";
import type { BenchmarkCounts, BenchmarkRow } from "./schema";

type Program = ContrastProblem["programs"][number];
type Cause = keyof BenchmarkCounts["leftOut"];

/** Wrong programs of a problem at most, and as many right ones: no problem is to decide the result. */
const perSide = 3;

export type BenchmarkRows = { rows: BenchmarkRow[]; counts: Omit<BenchmarkCounts, "problems"> };

/**
 * Rows of the first-error benchmark from one problem: as many wrong programs as right ones. A right program passes all
 * tests and every line of it that can be wrong is labelled correct, so every line ran. A wrong one fails a test at run
 * time and has one incorrect line, all lines before which are correct. Programs that only fail to compile are left to a
 * compiler, and of programs that differ in white space alone one is kept. Which ones are taken depends on their code and
 * nothing else; wrong ones of different operators come first.
 */
export function benchmarkRows(problem: ContrastProblem): BenchmarkRows {
  const leftOut: Record<Cause, number> = {
    masked: 0,
    survived: 0,
    compileError: 0,
    unlabelled: 0,
    duplicate: 0,
    unbalanced: 0,
  };
  const right: Program[] = [];
  const wrong: Program[] = [];
  const seen = new Set<string>();
  for (const program of problem.programs) {
    const cause = causeOf(program, seen);
    if (cause !== null) leftOut[cause] += 1;
    else if (firstErrorOf(program) === null) right.push(program);
    else wrong.push(program);
  }
  const size = Math.min(perSide, right.length, wrong.length);
  const chosen = [...byOperator(right).slice(0, size), ...byOperator(wrong).slice(0, size)];
  leftOut.unbalanced = right.length + wrong.length - chosen.length;
  return {
    rows: chosen.map((program) => rowOf(problem, program)),
    counts: {
      programs: problem.programs.length,
      rows: chosen.length,
      right: size,
      wrong: size,
      leftOut,
    },
  };
}

function causeOf(program: Program, seen: Set<string>): Cause | null {
  const { run } = program;
  const steps = stepsOf(program);
  if (steps.some(({ masked }) => masked)) return "masked";
  if (run.intent === "mutate" && run.verdict === "passed") return "survived";
  if (run.verdict === "compile-error") return "compileError";
  const error = steps.findIndex(({ label }) => label === "incorrect");
  const judged = error < 0 ? steps : steps.slice(0, error);
  const passed = run.verdict === "passed";
  if (judged.some(({ label }) => label === null) || passed !== error < 0) return "unlabelled";
  const shape = shapeOf(program.code);
  if (seen.has(shape)) return "duplicate";
  seen.add(shape);
  return null;
}

/** A program without its blank lines and idle spaces within lines; indentation is Python's syntax and stays. */
function shapeOf(code: string): string {
  const lines = code.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => line.replace(/(?<=\S)[ \t]+/g, " ").trimEnd()).join("\n");
}

/** 1-based line of the first incorrect label; the line after the last for the end of the program; null for none. */
function firstErrorOf({ lines }: Program): number | null {
  const index = lines.findIndex(({ label }) => label === "incorrect");
  return index < 0 ? null : index + 1;
}

/** One program of each operator after the other; within an operator by a digest of the code. */
function byOperator(programs: readonly Program[]): Program[] {
  const ordered = programs
    .map((program) => ({ program, digest: createHash("sha256").update(program.code).digest("hex") }))
    .sort((left, right) => (left.digest < right.digest ? -1 : 1));
  const turns = new Map<string | null, number>();
  const placed = ordered.map(({ program }) => {
    const turn = turns.get(program.run.operator) ?? 0;
    turns.set(program.run.operator, turn + 1);
    return { program, turn };
  });
  return placed.sort((left, right) => left.turn - right.turn).map(({ program }) => program);
}

function rowOf(problem: ContrastProblem, program: Program): BenchmarkRow {
  const steps = stepsOf(program);
  return {
    id: `${problem.key}#${program.id}`,
    problem: problem.key,
    statement: problem.statement,
    code: program.code,
    steps: steps.map(({ text }) => text),
    label: steps.findIndex(({ label }) => label === "incorrect"),
    first_error: firstErrorOf(program),
    step_lines: steps.map(({ line }) => line),
    neutral_steps: steps.flatMap(({ label }, index) => (label === "neutral" ? [index] : [])),
    final_answer_correct: program.run.verdict === "passed",
    generator: program.run.operator ?? "reference",
    verdict: program.run.verdict,
  };
}
