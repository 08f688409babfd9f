import type { Intent, LineLabel, Split } from "#server/core/vocabulary";
import { type ExportedProgram, type Step, stepsOf } from "./program-steps";
import type { StepwiseCounts } from "./schema";

/** The integer that PyTorch's losses ignore and that TRL's `int(label)` keeps. */
export const maskedLabel = -100;

export type StepwiseRow = {
  id: string;
  problem: string;
  /** Near-duplicate problems share a cluster: whoever splits further splits by it. */
  cluster: string;
  split: Split;
  /** Null for a reference. */
  intent: Intent | null;
  operator: string | null;
  prompt: string;
  completions: string[];
  labels: number[];
};

export type ExportedProblem = {
  key: string;
  statement: string;
  cluster: string;
  split: Split;
  programs: readonly (ExportedProgram & { run: { intent: Intent | null; operator: string | null } })[];
};

export type Contradiction = { problem: string; programs: number[]; line: number };
export type StepwiseRows = {
  rows: StepwiseRow[];
  counts: Omit<StepwiseCounts, "problems">;
  contradictions: Contradiction[];
};

type Cause = keyof StepwiseCounts["masked"];

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
      cluster: problem.cluster,
      split: problem.split,
      intent: program.run.intent,
      operator: program.run.operator,
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
