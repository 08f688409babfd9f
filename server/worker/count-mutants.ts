import { setImmediate } from "node:timers/promises";
import { AppError } from "#server/core/errors";
import { mutate } from "#server/mutation/index";
import type { MutateOptions } from "#server/mutation/schema";

/**
 * How many mutants each program has with these options; null for one that the mutation engine cannot read. Other calls
 * are answered between the programs. Throws `invalid-input` for an unknown operator.
 */
export async function countMutants(
  { sources, options }: { sources: readonly string[]; options: MutateOptions },
  signal: AbortSignal,
): Promise<(number | null)[]> {
  // An empty program has no mutants, but its options are checked: what fails below is the program's own fault.
  mutate({ source: "", ...options });
  const counts: (number | null)[] = [];
  for (const source of sources) {
    await setImmediate();
    signal.throwIfAborted();
    counts.push(countOf(source, options));
  }
  return counts;
}

function countOf(source: string, options: MutateOptions): number | null {
  try {
    return mutate({ source, ...options }).mutants.length;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid-input") return null;
    throw error;
  }
}
