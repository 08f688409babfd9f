import { costOf } from "#server/teacher/index";
import type { Prices, TeachOptions } from "#server/teacher/schema";

export type Tokens = { promptTokens: number; completionTokens: number };
export type Budget = {
  /** Sets aside what a call can take at most; false when that is more than what is left. */
  reserve: (most: Tokens) => boolean;
  /** Gives back what was set aside, and takes what the call did take (null: it came to nothing). */
  settle: (most: Tokens, used: Tokens | null) => void;
  /** What was used up, when a call was refused. */
  stopped: () => "tokens" | "cost" | null;
};

/**
 * What a go may spend, with calls in flight counted at their most: together they cannot go over it. `spent` is what the
 * same job took before it was interrupted.
 */
export function createBudget(
  { budgetTokens, budgetUsd }: Pick<TeachOptions, "budgetTokens" | "budgetUsd">,
  { prices, spent }: { prices: Prices | null; spent: Tokens },
): Budget {
  const tokensOf = (tokens: Tokens) => tokens.promptTokens + tokens.completionTokens;
  const usdOf = (tokens: Tokens) => costOf(tokens, prices) ?? 0;
  let tokens = tokensOf(spent);
  let usd = usdOf(spent);
  let stopped: "tokens" | "cost" | null = null;
  const add = (some: Tokens, sign: 1 | -1) => {
    tokens += sign * tokensOf(some);
    usd += sign * usdOf(some);
  };
  return {
    reserve: (most) => {
      if (stopped !== null) return false;
      if (budgetTokens !== undefined && tokens + tokensOf(most) > budgetTokens) stopped = "tokens";
      else if (budgetUsd !== undefined && usd + usdOf(most) > budgetUsd) stopped = "cost";
      if (stopped !== null) return false;
      add(most, 1);
      return true;
    },
    settle: (most, used) => {
      add(most, -1);
      if (used !== null) add(used, 1);
    },
    stopped: () => stopped,
  };
}
