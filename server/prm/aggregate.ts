import type { PrmManifest } from "./schema";

/**
 * One number for a program: over its scored lines up to and including the first error, because what comes after one is
 * not told apart by such a model. `firstError` is a 1-based line. Null when no line has a score.
 */
export function aggregate(
  scores: readonly (number | null)[],
  firstError: number | null,
  how: PrmManifest["aggregate"],
): number | null {
  const used = scores.slice(0, firstError ?? scores.length).filter((score) => score !== null);
  const last = used.at(-1);
  if (last === undefined) return null;
  switch (how) {
    case "min":
      return Math.min(...used);
    case "mean":
      return used.reduce((sum, score) => sum + score, 0) / used.length;
    case "product":
      return used.reduce((product, score) => product * score, 1);
    case "last":
      return last;
  }
}

/** The first line scoring below the threshold; null when none does. */
export function firstErrorOf(scores: readonly (number | null)[], threshold: number): number | null {
  const index = scores.findIndex((score) => score !== null && score < threshold);
  return index < 0 ? null : index + 1;
}
