import { splitLines } from "#server/core/lines";
import type { LineLabel } from "#server/core/vocabulary";
import { endOfProgramText } from "#server/prm/schema";
import type { ExportCounts } from "./schema";

/** The integer that PyTorch's losses ignore and that TRL's `int(label)` keeps. */
export const maskedLabel = -100;

export type StepwiseRow = {
  id: string;
  problem: string;
  prompt: string;
  completions: string[];
  labels: number[];
};

/** A program with the effective label of every line and of its end. */
export type ExportedProgram = {
  id: number;
  code: string;
  lines: readonly { label: LineLabel; masked: boolean }[];
};
export type ExportedProblem = { key: string; statement: string; programs: readonly ExportedProgram[] };

export type Contradiction = { problem: string; programs: number[]; line: number };
export type StepwiseRows = {
  rows: StepwiseRow[];
  counts: Omit<ExportCounts, "problems">;
  contradictions: Contradiction[];
};

type Step = { text: string; line: number; key: string; label: LineLabel; masked: boolean };

/**
 * The steps of a program: its lines, and its end. A blank line has no step of its own, because a step of no tokens
 * would shift all labels after it: its newline opens the next step's text, so that the completions joined by newlines
 * are the program again. The key names a step by everything that stands before it, itself included.
 */
function stepsOf(program: ExportedProgram): Step[] {
  const steps: Step[] = [];
  let blanks = "";
  let end = 0;
  const lines = splitLines(program.code);
  for (const [index, text] of [...lines, endOfProgramText].entries()) {
    const isEnd = index === lines.length;
    end += text.length + 1;
    if (!isEnd && /^[ \t\r\f\v]*$/.test(text)) {
      blanks += `${text}\n`;
      continue;
    }
    const { label, masked } = program.lines[index] ?? { label: null, masked: false };
    const key = isEnd ? `${program.code}\0` : program.code.slice(0, end - 1);
    steps.push({ text: blanks + text, line: index + 1, key, label, masked });
    blanks = "";
  }
  return steps;
}

type Cause = keyof ExportCounts["masked"];

/**
 * The rows of one problem. Each distinct (prefix, line) counts once, in the first program that has it; where programs
 * disagree about one, it counts nowhere and is reported.
 */
export function stepwiseRows(problem: ExportedProblem): StepwiseRows {
  const programs = problem.programs.map((program) => ({ program, steps: stepsOf(program) }));
  const seen = new Map<string, { labels: Set<LineLabel>; programs: number[]; line: number }>();
  for (const { program, steps } of programs) {
    for (const step of steps.filter((each) => counts(each))) {
      const found = seen.get(step.key) ?? { labels: new Set(), programs: [], line: step.line };
      found.labels.add(step.label);
      found.programs.push(program.id);
      seen.set(step.key, found);
    }
  }
  const masked = { neutral: 0, unknown: 0, decided: 0, duplicate: 0, contradicting: 0 };
  const result = {
    programs: programs.length,
    rows: 0,
    steps: 0,
    correct: 0,
    incorrect: 0,
    masked,
    emptyPrograms: 0,
  };
  const used = new Set<string>();
  const rows: StepwiseRow[] = [];
  for (const { program, steps } of programs) {
    const labels = steps.map((step) => {
      const cause = causeOf(step, used, (seen.get(step.key)?.labels.size ?? 0) > 1);
      if (cause !== null) {
        masked[cause] += 1;
        return maskedLabel;
      }
      used.add(step.key);
      return step.label === "correct" ? 1 : 0;
    });
    if (labels.every((label) => label === maskedLabel)) {
      result.emptyPrograms += 1;
      continue;
    }
    result.rows += 1;
    result.steps += steps.length;
    result.correct += labels.filter((label) => label === 1).length;
    result.incorrect += labels.filter((label) => label === 0).length;
    rows.push({
      id: String(program.id),
      problem: problem.key,
      prompt: problem.statement,
      completions: steps.map((step) => step.text),
      labels,
    });
  }
  const contradictions = [...seen.values()]
    .filter((each) => each.labels.size > 1)
    .map((each) => ({ problem: problem.key, programs: each.programs, line: each.line }));
  return { rows, counts: result, contradictions };
}

const counts = (step: Step) => !step.masked && (step.label === "correct" || step.label === "incorrect");

function causeOf(step: Step, used: ReadonlySet<string>, contradicting: boolean): Cause | null {
  if (step.label === "neutral") return "neutral";
  if (step.label === null) return "unknown";
  if (step.masked) return "decided";
  if (contradicting) return "contradicting";
  return used.has(step.key) ? "duplicate" : null;
}
