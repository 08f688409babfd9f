type EstimateInput = {
  /** Code lines of some of the problems' reference programs, to judge the rest by. */
  sampleLines: readonly number[];
  problems: number;
  /** Chosen operators over all operators, 0 to 1. */
  operatorShare: number;
  perLine: number | null;
  perProgram: number | null;
};

/** Mutants that all operators make for one code line of Python, measured over MBPP's references; rough elsewhere. */
const mutantsPerLine = 2.6;

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
