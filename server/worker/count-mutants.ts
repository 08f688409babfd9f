import { setImmediate } from "node:timers/promises";
import { AppError } from "#server/core/errors";
import { mutateInTurns } from "#server/mutation/index";
import type { MutateOptions } from "#server/mutation/schema";

/**
 * How many mutants each program has with these options; null for one that the mutation engine cannot read. Other calls
 * are answered meanwhile. Throws `invalid-input` for an unknown operator.
 */
export async function countMutants(
  { sources, options }: { sources: readonly string[]; options: MutateOptions },
  signal: AbortSignal,
): Promise<(number | null)[]> {
  // An empty program has no mutants, but its options are checked: what fails below is the program's own fault.
  await mutateInTurns({ source: "", ...options });
  const counts: (number | null)[] = [];
  for (const source of sources) {
    // A short program takes no turn by itself.
    await setImmediate();
    signal.throwIfAborted();
    counts.push(await countOf(source, options));
  }
  return counts;
}

async function countOf(source: string, options: MutateOptions): Promise<number | null> {
  try {
    return (await mutateInTurns({ source, ...options })).mutants.length;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid-input") return null;
    throw error;
  }
}
