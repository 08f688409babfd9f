import type { ProgramDetail } from "#server/labels/schema";
import { formatCount, formatUsd } from "../ui/format";

/** Which model wrote a mutant, how it was asked, what the whole reply took, and what it said of the rewrite. */
export function TaughtFact({ taught }: { taught: NonNullable<ProgramDetail["taught"]> }) {
  const { model, prompt, temperature, promptTokens, completionTokens, costUsd, reason } = taught;
  const tokens =
    promptTokens === null || completionTokens === null
      ? "tokens not counted"
      : `${formatCount(promptTokens)} + ${formatCount(completionTokens)} tokens`;
  return (
    <>
      {reason === "" ? null : <span className="break-words">“{reason}” </span>}
      <span className="text-muted">
        {model}, {prompt}, temperature {temperature}; the reply took {tokens}
        {costUsd === null ? "" : `, ${formatUsd(costUsd)}`}
      </span>
    </>
  );
}
