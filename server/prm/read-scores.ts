import type { PrmManifest } from "./schema";

type Output = PrmManifest["output"]["kind"];

/** Values at one token in the model's output of each kind. */
export function valuesPerToken(kind: Output): number {
  return kind === "token-logits-2" ? 2 : 1;
}

/**
 * One raw number for a step: the log odds of "correct" for the logit kinds, the reward itself for `token-reward`.
 * `values` are the model's outputs at the step's separator.
 */
export function rawScore(
  values: readonly number[],
  manifest: Pick<PrmManifest, "output" | "label_order">,
): number {
  if (manifest.output.kind !== "token-logits-2") return values[0] ?? Number.NaN;
  const correct = values[manifest.label_order.indexOf("correct")] ?? Number.NaN;
  const incorrect = values[manifest.label_order.indexOf("incorrect")] ?? Number.NaN;
  return correct - incorrect;
}

/** P(correct) of a raw number: calibrated where the manifest says how. A reward stays what it is. */
export function probability(raw: number, manifest: Pick<PrmManifest, "output" | "calibration">): number {
  if (manifest.output.kind === "token-reward") return raw;
  const { temperature, bias } = manifest.calibration ?? { temperature: 1, bias: 0 };
  return 1 / (1 + Math.exp(-(raw / temperature + bias)));
}
