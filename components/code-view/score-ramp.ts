/** Steps of the ramp in the tokens: `--score-0` (lowest) to `--score-8` (highest). */
const steps = 9;

/**
 * The ramp's step for a score. Half of the ramp lies below the model's threshold and half above it, because that is the
 * difference that matters and many models keep their scores close to it. Raw rewards outside 0–1 take the end steps.
 */
export function scoreStep(score: number, threshold = 0.5): number {
  const cut = Math.min(0.99, Math.max(0.01, threshold));
  const share = score < cut ? (score / cut) * 0.5 : 0.5 + ((score - cut) / (1 - cut)) * 0.5;
  return Math.min(steps - 1, Math.max(0, Math.floor(share * steps)));
}

export function scoreColor(score: number, threshold?: number): string {
  return `var(--score-${scoreStep(score, threshold)})`;
}

/** Two decimals, as the column beside the lines shows it. */
export function scoreText(score: number): string {
  return score.toFixed(2);
}
