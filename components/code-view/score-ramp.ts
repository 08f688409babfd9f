/** Steps of the ramp in the tokens: `--score-0` (lowest) to `--score-8` (highest). */
const steps = 9;

/** The ramp's step for a score; scores outside 0–1 (raw rewards) take the end steps. */
export function scoreStep(score: number): number {
  return Math.min(steps - 1, Math.max(0, Math.floor(score * steps)));
}

export function scoreColor(score: number): string {
  return `var(--score-${scoreStep(score)})`;
}

/** Two decimals, as the column beside the lines shows it. */
export function scoreText(score: number): string {
  return score.toFixed(2);
}
