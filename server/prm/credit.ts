import type { Credit } from "./schema";

/**
 * Rewards of a program's lines from their scores, null where there is no score: a line that the model does not speak of
 * earns and costs nothing. `min` is PURE's transformation (arXiv 2504.15275, min-form credit assignment): each score times
 * its softmin weight. Dividing by length is what keeps a policy from padding (arXiv 2410.17621).
 */
export function lineRewards(
  scores: readonly (number | null)[],
  { form, temperature, divideByLength }: Credit,
): (number | null)[] {
  const known = scores.filter((score) => score !== null);
  const smallest = Math.min(...known);
  const weight = (score: number) => Math.exp((smallest - score) / temperature);
  const total = known.reduce((sum, score) => sum + weight(score), 0);
  const length = divideByLength ? known.length : 1;
  return scores.map((score) => {
    if (score === null) return null;
    return ((form === "min" ? weight(score) / total : 1) * score) / length;
  });
}
