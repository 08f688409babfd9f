import type { Prices, Usage } from "./schema";

/**
 * Characters of a token, for texts that nobody counted: byte-pair tokens of English and code are three to four characters
 * long, and an estimate had better be high than low.
 */
const charsOfToken = 3;

/** About how many tokens a text is. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / charsOfToken);
}

/** US dollars; null when the prices or the tokens are not known. */
export function costOf({ promptTokens, completionTokens }: Usage, prices: Prices | null): number | null {
  if (prices === null || promptTokens === null || completionTokens === null) return null;
  return (promptTokens * prices.input + completionTokens * prices.output) / 1_000_000;
}
