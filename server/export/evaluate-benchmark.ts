import type { BenchmarkResult, ScoredBenchmarkRow } from "./schema";

/**
 * How well line scores (probabilities that a line is correct) or predicted first errors find the first error, over rows
 * of the first-error benchmark. A line is predicted wrong when its score is below `threshold`; the first such line is the
 * prediction. `f1` is the harmonic mean of the accuracy on wrong and on right programs, as ProcessBench's. Ranks need
 * scores: rows that carry a prediction alone have none.
 */
export function evaluateBenchmark(
  rows: readonly ScoredBenchmarkRow[],
  { threshold }: { threshold: number },
): BenchmarkResult {
  const wrong = rows.filter((row) => row.label >= 0);
  const right = rows.filter((row) => row.label < 0);
  const hits = (group: readonly ScoredBenchmarkRow[]) =>
    share(group.map((row) => (predictedStep(row, threshold) === row.label ? 1 : 0)));
  const [wrongAccuracy, rightAccuracy] = [hits(wrong), hits(right)];
  const ranked = wrong.flatMap((row) => rankOf(row) ?? []);
  const correctSteps = rows.flatMap((row) => correctScores(row));
  return {
    rows: rows.length,
    wrong: wrong.length,
    right: right.length,
    threshold,
    wrong_accuracy: wrongAccuracy,
    right_accuracy: rightAccuracy,
    f1: harmonicMean(wrongAccuracy, rightAccuracy),
    top1: share(ranked.map(({ within }) => within(1))),
    top3: share(ranked.map(({ within }) => within(3))),
    within_program_auc: share(ranked.map(({ auc }) => auc)),
    false_alarms_per_100: times100(share(correctSteps.map((score) => (score < threshold ? 1 : 0)))),
  };
}

/** A score for each step; null where there is none. */
function stepScores(row: ScoredBenchmarkRow): (number | null)[] {
  const neutral = new Set(row.neutral_steps);
  return row.step_lines.map((line, index) =>
    neutral.has(index) ? null : (row.line_scores?.[line - 1] ?? null),
  );
}

/** A predicted line that is no step of the program: it is nobody's first error, and not "none" either. */
const elsewhere = -2;

function predictedStep(row: ScoredBenchmarkRow, threshold: number): number {
  if (row.prediction === null) return -1;
  if (row.prediction !== undefined) {
    const step = row.step_lines.indexOf(row.prediction);
    return step < 0 ? elsewhere : step;
  }
  return stepScores(row).findIndex((score) => score !== null && score < threshold);
}

/** Scores of the steps that are known to be right. */
function correctScores(row: ScoredBenchmarkRow): number[] {
  if (row.line_scores === undefined) return [];
  const known = stepScores(row).slice(0, row.label < 0 ? undefined : row.label);
  return known.filter((score) => score !== null);
}

/** Where the wrong step stands among all steps of its program; ties count by their share. */
function rankOf(row: ScoredBenchmarkRow): { within: (k: number) => number; auc: number } | null {
  const scores = stepScores(row);
  const error = scores[row.label];
  if (error === undefined || error === null) return null;
  const others = scores.filter((score, index) => score !== null && index !== row.label) as number[];
  const lower = others.filter((score) => score < error).length;
  const ties = others.filter((score) => score === error).length;
  const before = correctScores(row);
  const above = before.map((score) => (score > error ? 1 : score === error ? 0.5 : 0));
  return {
    within: (k) => Math.min(1, Math.max(0, (k - lower) / (ties + 1))),
    auc: share(above) ?? 0.5,
  };
}

function share(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function harmonicMean(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return null;
  return left + right === 0 ? 0 : (2 * left * right) / (left + right);
}

const times100 = (value: number | null) => (value === null ? null : 100 * value);
