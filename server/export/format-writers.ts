import { benchmarkRows } from "./benchmark-rows";
import { type ContrastProblem, contrastGroups, nothingLeftOut } from "./contrast-groups";
import type { BenchmarkCounts, ContrastCounts, ExportFormat, FormatSummary, StepwiseCounts } from "./schema";
import { maskedLabel, stepwiseRows } from "./stepwise-rows";

/** Makes a format's rows, one problem after the other, and knows at the end what it made. */
export type FormatWriter = {
  /** The rows of one problem, to be written as JSON. */
  rowsOf: (problem: ContrastProblem) => readonly object[];
  summary: () => FormatSummary;
};

const contradictionsShown = 100;

/** A new writer of each format. */
export const formatWriters: Record<ExportFormat, () => FormatWriter> = {
  "trl-stepwise": stepwiseWriter,
  contrast: contrastWriter,
  "first-error": benchmarkWriter,
};

function stepwiseWriter(): FormatWriter {
  const masked = { neutral: 0, unknown: 0, decided: 0, duplicate: 0, contradicting: 0 };
  const counts: StepwiseCounts = {
    problems: 0,
    programs: 0,
    rows: 0,
    steps: 0,
    correct: 0,
    incorrect: 0,
    masked,
    emptyPrograms: 0,
  };
  const contradictions: Extract<FormatSummary, { format: "trl-stepwise" }>["contradictions"] = [];
  return {
    rowsOf: (problem) => {
      const made = stepwiseRows(problem);
      const { masked: more, ...others } = made.counts;
      counts.problems += 1;
      addUp(counts, others);
      addUp(counts.masked, more);
      contradictions.push(...made.contradictions.slice(0, contradictionsShown - contradictions.length));
      return made.rows;
    },
    summary: () => ({
      format: "trl-stepwise",
      labels: { correct: 1, incorrect: 0, masked: maskedLabel },
      counts,
      contradictions,
    }),
  };
}

function contrastWriter(): FormatWriter {
  const leftOut = nothingLeftOut();
  const counts: ContrastCounts = { problems: 0, programs: 0, groups: 0, positives: 0, negatives: 0, leftOut };
  return {
    rowsOf: (problem) => {
      const made = contrastGroups(problem);
      const { leftOut: more, ...others } = made.counts;
      counts.problems += 1;
      addUp(counts, others);
      addUp(counts.leftOut, more);
      return made.groups;
    },
    summary: () => ({ format: "contrast", counts }),
  };
}

function benchmarkWriter(): FormatWriter {
  const leftOut = { masked: 0, survived: 0, compileError: 0, unlabelled: 0, duplicate: 0, unbalanced: 0 };
  const counts: BenchmarkCounts = { problems: 0, programs: 0, rows: 0, right: 0, wrong: 0, leftOut };
  const clusters = new Set<string>();
  let nearDuplicates = 0;
  return {
    rowsOf: (problem) => {
      if (clusters.has(problem.cluster)) {
        nearDuplicates += 1;
        return [];
      }
      clusters.add(problem.cluster);
      const made = benchmarkRows(problem);
      const { leftOut: more, ...others } = made.counts;
      counts.problems += 1;
      addUp(counts, others);
      addUp(counts.leftOut, more);
      return made.rows;
    },
    summary: () => ({ format: "first-error", counts, near_duplicates: nearDuplicates }),
  };
}

function addUp<K extends string>(sum: NoInfer<Record<K, number>>, more: Record<K, number>): void {
  for (const key of Object.keys(more) as K[]) sum[key] += more[key];
}
