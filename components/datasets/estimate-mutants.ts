type EstimateInput = {
  /** Code lines of some of the problems' reference programs, to judge the rest by. */
  sampleLines: readonly number[];
  problems: number;
  /** What the chosen operators make of what all of them make, 0 to 1. */
  operatorShare: number;
  perLine: number | null;
  perProgram: number | null;
};

/** Mutants that all operators make for one code line: 74,825 over the 6,502 of MBPP's references; rough elsewhere. */
const mutantsPerLine = 11.5;

/** About how many mutants a build will make. Null where nothing is known of the programs. */
export function estimateMutants({
  sampleLines,
  problems,
  operatorShare,
  perLine,
  perProgram,
}: EstimateInput): number | null {
  if (sampleLines.length === 0) return null;
  const rate = Math.min(mutantsPerLine * operatorShare, perLine ?? Number.POSITIVE_INFINITY);
  const sum = sampleLines.reduce(
    (total, lines) => total + Math.min(lines * rate, perProgram ?? Number.POSITIVE_INFINITY),
    0,
  );
  return (sum / sampleLines.length) * problems;
}

/** "about 2,400": two figures, because it is not known better than that. */
export function aboutText(value: number): string {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  const unit = 10 ** digits;
  return `about ${(Math.round(value / unit) * unit).toLocaleString("en")}`;
}

/**
 * What the chosen operators make of what all make: by what they made of this dataset before, where they did, else as
 * if all made the same.
 */
export function shareOf(
  chosen: readonly string[],
  all: readonly string[],
  made: readonly { operator: string; mutants: number }[],
): number {
  const total = made.reduce((sum, entry) => sum + entry.mutants, 0);
  if (total === 0) return all.length === 0 ? 0 : chosen.length / all.length;
  const on = new Set(chosen);
  return made.reduce((sum, entry) => sum + (on.has(entry.operator) ? entry.mutants : 0), 0) / total;
}
