/**
 * How much of a line's share of mutants an operator takes, next to the line's other operators. A weight follows how
 * often real faults were of the operator's making, of the lines where it could have made one; `docs/realism.md` says how
 * it is worked out, and `npm run -s bench -- realism --weights` prints this table. No operator is below 0.25 or above 4.
 */
const weights: Readonly<Record<string, number>> = {
  "syntax-slip": 0.25,
  "undefined-name": 0.25,
};

/** An operator's weight: 1 where nothing is known, as of refactorings. */
export function weightOf(operator: string): number {
  return weights[operator] ?? 1;
}

/** The operators that have a weight of their own. */
export const weighted: readonly string[] = Object.keys(weights);
