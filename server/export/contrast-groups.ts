import { executedLineSet } from "#server/core/python-lines-executed";
import type { Intent, Split, Verdict } from "#server/core/vocabulary";
import { type ExportedProgram, type Step, stepsOf } from "./program-steps";
import type { Continuation, ContrastCounts, ContrastGroup } from "./schema";

/** How a program came about and what its run said. */
export type ProgramRun = {
  operator: string | null;
  /** Null for a reference and for a candidate. */
  intent: Intent | null;
  labelLine: number | null;
  verdict: Verdict | null;
  /** As the tracer reported them; null where it could not tell. */
  executedLines: readonly number[] | null;
};

type ContrastProgram = ExportedProgram & { run: ProgramRun };
export type ContrastProblem = {
  key: string;
  statement: string;
  /** Names all problems that are like this one. */
  cluster: string;
  split: Split;
  programs: readonly ContrastProgram[];
};

export type ContrastGroups = {
  groups: ContrastGroup[];
  counts: Omit<ContrastCounts, "problems">;
};

type Cause = keyof ContrastCounts["leftOut"];
type Bucket = {
  prefix: string;
  line: number;
  /** By text. */
  continuations: Map<string, Continuation & { labels: Set<"correct" | "incorrect"> }>;
};

/**
 * The contrast groups of one problem: for each prefix that right and wrong steps follow, byte for byte the same prefix,
 * all distinct texts of both kinds. A mutant brings its label line only, of which its run said something; its other lines
 * are its parent's. A survivor's line is on neither side, whatever was decided about it, nor is one that did not run.
 * Groups stand in the order of their first step, references' first.
 */
export function contrastGroups(problem: ContrastProblem): ContrastGroups {
  const leftOut = nothingLeftOut();
  const buckets = new Map<string, Bucket>();
  for (const program of problem.programs) {
    const executed = executedIn(program);
    for (const step of ownSteps(program)) {
      const cause = causeOf(step, program.run, executed);
      if (cause !== null) leftOut[cause] += 1;
      else put(buckets, step, program);
    }
  }
  const groups: ContrastGroup[] = [];
  for (const { prefix, line, continuations } of buckets.values()) {
    const all = [...continuations.values()];
    const sided = all.filter(({ labels }) => labels.size === 1);
    const side = (label: "correct" | "incorrect") =>
      sided.filter(({ labels }) => labels.has(label)).map(({ text, sources }) => ({ text, sources }));
    const [positives, negatives] = [side("correct"), side("incorrect")];
    leftOut.contradicting += sourcesOf(all) - sourcesOf(sided);
    if (positives.length === 0 || negatives.length === 0) leftOut.alone += sourcesOf(sided);
    else groups.push({ problem: problem.key, prompt: problem.statement, prefix, line, positives, negatives });
  }
  return {
    groups,
    counts: {
      programs: problem.programs.length,
      groups: groups.length,
      positives: groups.reduce((sum, { positives }) => sum + positives.length, 0),
      negatives: groups.reduce((sum, { negatives }) => sum + negatives.length, 0),
      leftOut,
    },
  };
}

export function nothingLeftOut(): Record<Cause, number> {
  return {
    survived: 0,
    broke: 0,
    unlabelled: 0,
    decided: 0,
    notExecuted: 0,
    contradicting: 0,
    alone: 0,
  };
}

const sourcesOf = (continuations: readonly Continuation[]) =>
  continuations.reduce((sum, { sources }) => sum + sources.length, 0);

function put(buckets: Map<string, Bucket>, step: Step, program: ContrastProgram): void {
  const { prefix, line, text, label } = step;
  if (label !== "correct" && label !== "incorrect") return;
  const bucket = buckets.get(prefix) ?? { prefix, line, continuations: new Map() };
  buckets.set(prefix, bucket);
  const found = bucket.continuations.get(text) ?? { text, sources: [], labels: new Set() };
  found.sources.push({ program: program.id, operator: program.run.operator });
  found.labels.add(label);
  bucket.continuations.set(text, found);
}

function ownSteps(program: ContrastProgram): Step[] {
  const steps = stepsOf(program);
  return program.run.intent === null ? steps : steps.filter(({ line }) => line === program.run.labelLine);
}

/** The lines that ran, and the end of the program if it was come to: a value came back, right or wrong. */
function executedIn({ code, lines, run }: ContrastProgram): ReadonlySet<number> {
  const executed = executedLineSet(code, run.executedLines ?? []);
  if (run.verdict === "passed" || run.verdict === "wrong-answer") executed.add(lines.length);
  return executed;
}

function causeOf(step: Step, run: ProgramRun, executed: ReadonlySet<number>): Cause | null {
  if (run.intent === "mutate" && run.verdict === "passed") return "survived";
  if (run.intent === "refactor" && run.verdict !== "passed") return "broke";
  if (step.label !== "correct" && step.label !== "incorrect") return "unlabelled";
  if (step.masked) return "decided";
  return executed.has(step.line) ? null : "notExecuted";
}
