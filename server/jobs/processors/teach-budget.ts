import { costOf } from "#server/teacher/index";
import type { Prices, TeachOptions } from "#server/teacher/schema";

export type Tokens = { promptTokens: number; completionTokens: number };
export type Budget = {
  /**
   * Sets aside what a call can take at most, once calls in flight have given back enough; false when that is more than what
   * is left when none is in flight.
   */
  reserve: (most: Tokens) => Promise<boolean>;
  /** Gives back what was set aside, and takes what the call is charged with. */
  settle: (most: Tokens, charged: Tokens) => void;
  /** What was used up, when a call was refused. */
  stopped: () => "tokens" | "cost" | null;
};

/**
 * What a go may spend, with calls in flight counted at their most: together they cannot go over it, but for requests that are
 * repeated after they came to nothing: what those are charged with counts for the calls after them. `spent` is what the
 * same job was charged with before it was interrupted.
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
  let inFlight = 0;
  let waiting: (() => void)[] = [];
  const lacking = (most: Tokens): "tokens" | "cost" | null => {
    if (budgetTokens !== undefined && tokens + tokensOf(most) > budgetTokens) return "tokens";
    return budgetUsd !== undefined && usd + usdOf(most) > budgetUsd ? "cost" : null;
  };
  const add = (some: Tokens, sign: 1 | -1) => {
    tokens += sign * tokensOf(some);
    usd += sign * usdOf(some);
  };
  return {
    reserve: async (most) => {
      for (let lack = lacking(most); lack !== null && stopped === null; lack = lacking(most)) {
        if (inFlight === 0) stopped = lack;
        else await new Promise<void>((resolve) => waiting.push(resolve));
      }
      if (stopped !== null) return false;
      inFlight += 1;
      add(most, 1);
      return true;
    },
    settle: (most, charged) => {
      inFlight -= 1;
      add(most, -1);
      add(charged, 1);
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    stopped: () => stopped,
  };
}
