import type { BuildEstimate } from "#server/datasets/schema";
import type { TeachEstimate } from "#server/teacher/schema";
import { formatCount, formatRate, formatWhen, plural } from "../ui/format";

/** "about 2,400": two figures, because it is not known better than that. */
export function aboutText(value: number): string {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  const unit = 10 ** digits;
  return `about ${formatCount(Math.round(value / unit) * unit)}`;
}

/** "under a minute", "about 6 min", "about 3 h": nobody plans by the second. */
export function aboutTime(seconds: number): string {
  if (seconds < 60) return "under a minute";
  const minutes = seconds / 60;
  if (minutes < 90) return `${aboutText(minutes)} min`;
  const hours = minutes / 60;
  return hours < 48 ? `${aboutText(hours)} h` : `${aboutText(hours / 24)} days`;
}

/** "Makes about 2,400 mutants in about 6 min." Exact where every reference was mutated. */
export function estimateText({ mutants, problems, sampled, seconds }: BuildEstimate): string {
  const count = sampled === problems ? formatCount(mutants) : aboutText(mutants);
  const time = seconds === null ? "" : seconds < 60 ? " in under a minute" : ` in ${aboutTime(seconds)}`;
  return `Makes ${count} ${mutants === 1 ? "mutant" : "mutants"}${time}.`;
}

const capital = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`;

/** What the estimate rests on. */
export function estimateBasis({ problems, sampled, rate }: BuildEstimate): string {
  const sample =
    sampled === problems
      ? `All ${plural(problems, "reference")} were mutated`
      : `${formatCount(sampled)} of ${plural(problems, "reference")} were mutated`;
  const speed =
    rate === null
      ? "how long verifying takes is not known before something was built here"
      : `the last ${plural(rate.runs, "run")} here went at ${formatRate(rate.perSecond)}, until ${formatWhen(rate.lastAt)}`;
  return `${sample}; ${speed}. Mutants that are there already are passed over.`;
}

/**
 * "About 6,500 calls for 974 problems make at most 26,000 mutants: about 5,200,000 tokens, about $3.10, by the lengths of
 * the texts." How many and how long is known once the model was asked before.
 */
export function teachEstimateText({
  problems,
  calls,
  mutants,
  seconds,
  promptTokens,
  completionTokens,
  costUsd,
  basis,
}: TeachEstimate) {
  if (calls === 0) return "Asks nothing: every reply is there already.";
  const cost = costUsd === null ? "" : `, about $${costUsd.toFixed(2)}`;
  const from = basis === "earlier-calls" ? "earlier replies of this model" : "the lengths of the texts";
  const made = basis === "earlier-calls" ? aboutText(mutants) : `at most ${formatCount(mutants)}`;
  const time = seconds === null ? "" : ` in ${aboutTime(seconds)}`;
  return (
    `${capital(aboutText(calls))} calls for ${plural(problems, "problem")} make ${made} mutants${time}: ` +
    `${aboutText(promptTokens + completionTokens)} tokens${cost}, by ${from}.`
  );
}
