import { describe, expect, it } from "vitest";
import { confidentLearning, type ScoredLabel } from "./confident-learning";

const correct = (...scores: number[]): ScoredLabel[] => scores.map((score) => ({ label: "correct", score }));
const incorrect = (...scores: number[]): ScoredLabel[] =>
  scores.map((score) => ({ label: "incorrect", score }));

const countsOf = (items: readonly ScoredLabel[]) => confidentLearning(items).joint.map(({ lines }) => lines);
const found = (items: readonly ScoredLabel[]) => confidentLearning(items).disagreeing.map(({ at }) => at);

/**
 * By hand. Correct: (0.95 + 0.9 + 0.8 + 0.55 + 0.1 + 0.3) / 6 = 0.6. Incorrect: the chances of incorrect are 0.95, 0.8, 0.6,
 * 0.1, 0.15, 0.4, and their mean is 0.5. So 0.55 is confidently neither, 0.1 and 0.3 (0.9 and 0.7 incorrect) are incorrect,
 * and 0.9, 0.85 and 0.6 are correct. cleanlab 2.9.0 finds the same: thresholds [0.5, 0.6], joint [[3, 3], [2, 3]], issues
 * 4, 5, 9, 10, 11.
 */
const byHand = [...correct(0.95, 0.9, 0.8, 0.55, 0.1, 0.3), ...incorrect(0.05, 0.2, 0.4, 0.9, 0.85, 0.6)];

describe("confidentLearning", () => {
  it("finds what a computation by hand and cleanlab find", () => {
    const result = confidentLearning(byHand);
    expect(result.thresholds.incorrect).toBeCloseTo(0.5);
    expect(result.thresholds.correct).toBeCloseTo(0.6);
    expect(result.joint.map(({ lines }) => lines)).toEqual([3, 3, 2, 3]);
    expect(result.disagreeing.map(({ at }) => at)).toEqual([4, 5, 9, 10, 11]);
    const margins = result.disagreeing.map(({ margin }) => Math.round(margin * 100) / 100);
    expect(margins).toEqual([0.8, 0.4, 0.8, 0.7, 0.2]);
  });

  it("leaves a line alone whose label the model finds likelier, though it is confident of the other (as cleanlab)", () => {
    // Thresholds 0.275 and 0.882: 0.6 is confidently incorrect (0.4), and correct is still likelier.
    const skewed = [...correct(0.95, 0.9, 0.97, 0.6, 0.99), ...incorrect(0.7, 0.8, 0.5, 0.9)];
    expect(countsOf(skewed)).toEqual([2, 1, 1, 4]);
    expect(found(skewed)).toEqual([8]);
  });

  it("takes the likelier one of two classes that it is confident of", () => {
    // Thresholds 0.5 and 0.5: everything at 0.5 is confidently both, and no label is likelier than the other.
    const even = [...correct(0.9, 0.1), ...incorrect(0.9, 0.1)];
    expect(countsOf(even)).toEqual([1, 1, 1, 1]);
    expect(found(even)).toEqual([1, 2]);
    expect(found([...correct(0.5), ...incorrect(0.5)])).toEqual([]);
  });

  it("says nothing where only one label is there", () => {
    expect(confidentLearning(correct(0.9, 0.1))).toMatchObject({
      thresholds: { incorrect: null },
      disagreeing: [],
    });
    expect(confidentLearning([])).toMatchObject({ disagreeing: [] });
  });
});
