/**
 * How much of a line's share of mutants an operator takes, next to the line's other operators. A weight follows how
 * often real faults were of the operator's making, of the lines where it could have made one; `docs/realism.md` says how
 * it is worked out, and `npm run -s bench -- realism --weights` prints this table. No operator is below 0.25 or above 4.
 */
const weights: Readonly<Record<string, number>> = {
  "alias-copy": 1.45,
  "arithmetic-swap": 0.7,
  "assignment-slip": 0.25,
  "boolean-connective": 0.4,
  "boundary-shift": 4,
  "break-continue": 1.8,
  "comparison-swap": 1.3,
  "drop-argument": 0.7,
  "drop-block": 1.35,
  "drop-bound": 4,
  "drop-brackets": 2.25,
  "drop-branch": 4,
  "drop-condition": 4,
  "drop-guard": 3.05,
  "drop-index": 0.75,
  "drop-operand": 2.45,
  "drop-pair": 0.35,
  "drop-return": 0.25,
  "drop-statement": 0.25,
  "drop-wrapper": 2.5,
  "early-return": 0.45,
  "elif-to-if": 1.15,
  "indentation-shift": 0.35,
  "integer-division": 4,
  "loop-once": 0.45,
  "negate-condition": 0.25,
  "off-by-one": 2.05,
  "operand-swap": 0.3,
  "range-bound": 4,
  "swap-arguments": 0.25,
  "swap-branches": 0.35,
  "swap-elements": 0.65,
  "swap-parameters": 0.4,
  "syntax-slip": 0.25,
  "undefined-name": 0.25,
  "wrong-accumulator": 1.3,
  "wrong-constant": 1.45,
  "wrong-index": 0.8,
  "wrong-initial-value": 4,
  "wrong-magnitude": 4,
  "wrong-method": 0.6,
  "wrong-variable": 1,
};

/** An operator's weight: 1 where nothing is known, as of refactorings. */
export function weightOf(operator: string): number {
  return weights[operator] ?? 1;
}

/** The operators that have a weight of their own. */
export const weighted: readonly string[] = Object.keys(weights);
