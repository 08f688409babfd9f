import type { z } from "zod";
import { wordsForDrops } from "#server/teacher/schema";
import { formatCount, formatUsd, plural } from "../ui/format";
import type { teachResultSchema } from "./job-results";

/** What a teaching job made and took, in the order of interest. */
export function taughtFacts(result: z.infer<typeof teachResultSchema>): (string | false)[] {
  const { kept, proposed, dropped, calls, promptTokens, completionTokens, costUsd, stopped } = result;
  const reasons = wordsForDrops(dropped, formatCount);
  return [
    stopped !== null && `stopped: the budget of ${stopped === "cost" ? "dollars" : "tokens"} is used up`,
    `${plural(kept, "mutant")} of ${plural(proposed, "rewrite")}`,
    reasons !== "" && `dropped: ${reasons}`,
    `${plural(calls, "reply", "replies")} paid for`,
    `${formatCount(promptTokens + completionTokens)} tokens`,
    costUsd !== null && formatUsd(costUsd),
  ];
}
