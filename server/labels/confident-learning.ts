/** A labelled line with a model's chance that it is correct. */
export type ScoredLabel = { label: "correct" | "incorrect"; score: number };

export type ConfidentJoint = {
  /** Mean chance that a model gives to the label of lines that have it; null without such lines. */
  thresholds: { incorrect: number | null; correct: number | null };
  /** Counts by given label and by the one that the model is confident of. */
  joint: { given: ScoredLabel["label"]; guess: ScoredLabel["label"]; lines: number }[];
  /** Positions of the lines with whose label the model disagrees, and by how much: its chance of the other label less that of this one. */
  disagreeing: { at: number; margin: number }[];
};

/** Means are compared with what they were made of: rounding must not decide. As cleanlab has it. */
const tolerance = 1e-6;

/**
 * Confident learning (Northcutt, Jiang and Chuang 2021, arXiv 1911.00068) for two classes, as cleanlab computes it
 * (`find_label_issues`, `filter_by="confident_learning"`). A line counts as confidently of class k when the model's chance of k
 * reaches the mean chance that it gives to k on lines labelled k; of two such classes the likelier one counts. Lines whose
 * confident class is not their label disagree, unless the model itself finds their label at least as likely. `disagreement.ts`
 * computes the same in the database; this is what it is held against.
 */
export function confidentLearning(items: readonly ScoredLabel[]): ConfidentJoint {
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const of = (label: ScoredLabel["label"]) =>
    items.filter((item) => item.label === label).map((item) => chanceOf(item.score, label));
  const thresholds = { incorrect: mean(of("incorrect")), correct: mean(of("correct")) };
  const guesses = items.map(({ score }) => guessOf(score, thresholds));
  const labels = ["incorrect", "correct"] as const;
  return {
    thresholds,
    joint: labels.flatMap((given) =>
      labels.map((guess) => ({
        given,
        guess,
        lines: items.filter((item, at) => item.label === given && guesses[at] === guess).length,
      })),
    ),
    disagreeing: items.flatMap(({ label, score }, at) => {
      const guess = guesses[at] ?? null;
      if (guess === null || guess === label) return [];
      const margin = chanceOf(score, guess) - chanceOf(score, label);
      return margin > 0 ? [{ at, margin }] : [];
    }),
  };
}

const chanceOf = (score: number, label: ScoredLabel["label"]) => (label === "correct" ? score : 1 - score);

function guessOf(
  score: number,
  thresholds: { incorrect: number | null; correct: number | null },
): ScoredLabel["label"] | null {
  const reaches = (label: ScoredLabel["label"]) => {
    const threshold = thresholds[label];
    return threshold !== null && chanceOf(score, label) >= threshold - tolerance;
  };
  const incorrect = reaches("incorrect");
  const correct = reaches("correct");
  if (incorrect && correct) return score > 0.5 ? "correct" : "incorrect";
  return correct ? "correct" : incorrect ? "incorrect" : null;
}
