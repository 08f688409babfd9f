import { type SuspicionReason, suspicionReasons, type Verdict, verdicts } from "#server/core/vocabulary";

/** A stored array of counts, whose positions follow a word list, as a record without its zeros. */
function recordOf<T extends string>(
  words: readonly T[],
  counts: readonly number[],
): Partial<Record<T, number>> {
  const record: Partial<Record<T, number>> = {};
  words.forEach((word, position) => {
    const count = counts[position] ?? 0;
    if (count > 0) record[word] = count;
  });
  return record;
}

export function verdictCountsOf(counts: readonly number[]): Partial<Record<Verdict, number>> {
  return recordOf(verdicts, counts);
}

export function reasonCountsOf(counts: readonly number[]): Partial<Record<SuspicionReason, number>> {
  return recordOf(suspicionReasons, counts);
}

/** The bits of the words in `chosen`; the inverse of what `problem_stats`' masks hold. */
export function verdictMaskOf(chosen: readonly Verdict[]): number {
  return chosen.reduce((mask, verdict) => mask | (1 << verdicts.indexOf(verdict)), 0);
}
