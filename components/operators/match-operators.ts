import type { Intent } from "#server/core/vocabulary";
import type { OperatorInfo } from "#server/mutation/schema";

/** The operators of an intent (null: either) whose id, sentence or example has every word looked for. */
export function matchOperators(
  operators: readonly OperatorInfo[],
  { search, intent = null }: { search: string; intent?: Intent | null },
): OperatorInfo[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return operators.filter((operator) => {
    if (intent !== null && operator.intent !== intent) return false;
    const { id, summary, example } = operator;
    const text = `${id} ${summary} ${example.before} ${example.after}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
