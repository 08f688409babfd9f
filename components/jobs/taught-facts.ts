import type { z } from "zod";
import { formatCount, formatUsd, plural } from "../ui/format";
import type { teachResultSchema } from "./job-results";

/** Why rewrites made no mutants, as people say it; server/teacher's words. */
const dropWords: Record<string, string> = {
  empty: "empty",
  refused: "refused by the model",
  "cut-off": "cut off",
  unreadable: "unreadable",
  malformed: "not in the asked form",
  "wrong-line": "of another line",
  "too-many": "more than asked for",
  duplicate: "there already",
  "too-long": "too long",
  unchanged: "no change",
  unparsable: "not Python",
  "other-lines": "touching other lines",
};

/** What a teaching job made and took, in the order of interest. */
export function taughtFacts(result: z.infer<typeof teachResultSchema>): (string | false)[] {
  const { kept, proposed, dropped, calls, promptTokens, completionTokens, costUsd, stopped } = result;
  const reasons = Object.entries(dropped)
    .sort(([, one], [, other]) => other - one)
    .map(([drop, count]) => `${formatCount(count)} ${dropWords[drop] ?? drop}`);
  return [
    stopped !== null && `stopped: the budget of ${stopped === "cost" ? "dollars" : "tokens"} is used up`,
    `${plural(kept, "mutant")} of ${plural(proposed, "rewrite")}`,
    reasons.length > 0 && `dropped: ${reasons.join(", ")}`,
    `${plural(calls, "reply", "replies")} paid for`,
    `${formatCount(promptTokens + completionTokens)} tokens`,
    costUsd !== null && formatUsd(costUsd),
  ];
}
