import { describe, expect, it } from "vitest";
import { evaluateBenchmark } from "./evaluate-benchmark";
import { type ScoredBenchmarkRow, scoredBenchmarkRowSchema } from "./schema";

const row = (label: number, given: Partial<ScoredBenchmarkRow>): ScoredBenchmarkRow => ({
  id: "x",
  label,
  step_lines: [1, 2, 4, 5],
  neutral_steps: [],
  ...given,
});
const evaluate = (...rows: ScoredBenchmarkRow[]) => evaluateBenchmark(rows, { threshold: 0.5 });

describe("evaluateBenchmark", () => {
  it("reads scores by line, blank lines and all", () => {
    const result = evaluate(
      row(2, { line_scores: [0.9, 0.8, null, 0.2, 0.1] }),
      row(-1, { line_scores: [0.9, 0.8, null, 0.7, 0.6] }),
    );
    expect(result).toMatchObject({ wrong_accuracy: 1, right_accuracy: 1, f1: 1, top1: 0, top3: 1 });
    expect(result.within_program_auc).toBe(1);
    expect(result.false_alarms_per_100).toBe(0);
  });

  it("counts an alarm before the first error against both accuracies", () => {
    const result = evaluate(
      row(2, { line_scores: [0.4, 0.8, null, 0.2, 0.9] }),
      row(-1, { line_scores: [0.4, 0.8, null, 0.7, 0.6] }),
    );
    expect(result).toMatchObject({ wrong_accuracy: 0, right_accuracy: 0, f1: 0, top1: 1 });
    expect(result.false_alarms_per_100).toBeCloseTo(100 / 3);
  });

  it("never predicts a neutral step", () => {
    const scores = [0.1, 0.8, null, 0.2, 0.9];
    expect(evaluate(row(2, { line_scores: scores, neutral_steps: [0] })).wrong_accuracy).toBe(1);
  });

  it("shares a rank among ties", () => {
    const result = evaluate(row(1, { line_scores: [0.5, 0.5, null, 0.5, 0.5] }));
    expect(result.top1).toBeCloseTo(1 / 4);
    expect(result.top3).toBeCloseTo(3 / 4);
    expect(result.within_program_auc).toBe(0.5);
  });

  it("takes predictions in place of scores, and has no ranks then", () => {
    const result = evaluate(
      row(2, { prediction: 4 }),
      row(2, { prediction: null }),
      row(-1, { prediction: null }),
      row(3, { prediction: 5 }),
    );
    expect(result.wrong_accuracy).toBeCloseTo(2 / 3);
    expect(result).toMatchObject({ right_accuracy: 1, top1: null, false_alarms_per_100: null });
  });

  it.each([0, 3, 999])("does not take a prediction of no step, line %i, for none", (prediction) => {
    expect(evaluate(row(-1, { prediction }), row(2, { prediction }))).toMatchObject({
      right_accuracy: 0,
      wrong_accuracy: 0,
    });
  });

  it("has no figures of nothing", () => {
    expect(evaluate()).toMatchObject({ rows: 0, f1: null, wrong_accuracy: null });
  });

  it("refuses a row without scores and prediction", () => {
    expect(scoredBenchmarkRowSchema.safeParse(row(-1, {})).success).toBe(false);
  });
});
