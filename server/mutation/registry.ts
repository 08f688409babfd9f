import type { Operator } from "./operator";
import { aliasCopy } from "./operators/alias-copy";
import { arithmeticSwap } from "./operators/arithmetic-swap";
import { booleanConnective } from "./operators/boolean-connective";
import { boundaryShift } from "./operators/boundary-shift";
import { breakContinue } from "./operators/break-continue";
import { comparisonSwap } from "./operators/comparison-swap";
import { dropCondition } from "./operators/drop-condition";
import { dropGuard } from "./operators/drop-guard";
import { dropReturn } from "./operators/drop-return";
import { dropStatement } from "./operators/drop-statement";
import { dropWrapper } from "./operators/drop-wrapper";
import { earlyReturn } from "./operators/early-return";
import { elifToIf } from "./operators/elif-to-if";
import { indentationShift } from "./operators/indentation-shift";
import { integerDivision } from "./operators/integer-division";
import { negateCondition } from "./operators/negate-condition";
import { operandSwap } from "./operators/operand-swap";
import { rangeBound } from "./operators/range-bound";
import { swapArguments } from "./operators/swap-arguments";
import { swapBranches } from "./operators/swap-branches";
import { swapParameters } from "./operators/swap-parameters";
import { syntaxSlip } from "./operators/syntax-slip";
import { undefinedName } from "./operators/undefined-name";
import { wrongAccumulator } from "./operators/wrong-accumulator";
import { wrongConstant } from "./operators/wrong-constant";
import { wrongIndex } from "./operators/wrong-index";
import { wrongInitialValue } from "./operators/wrong-initial-value";
import { wrongMethod } from "./operators/wrong-method";
import { wrongVariable } from "./operators/wrong-variable";

/**
 * All operators, the particular before the general: where two make the same text, the first keeps it.
 */
export const operators: readonly Operator[] = [
  wrongInitialValue,
  wrongAccumulator,
  rangeBound,
  wrongIndex,
  boundaryShift,
  comparisonSwap,
  integerDivision,
  arithmeticSwap,
  operandSwap,
  booleanConnective,
  dropCondition,
  negateCondition,
  wrongMethod,
  aliasCopy,
  dropWrapper,
  swapArguments,
  swapParameters,
  wrongConstant,
  wrongVariable,
  dropGuard,
  dropReturn,
  earlyReturn,
  breakContinue,
  elifToIf,
  swapBranches,
  indentationShift,
  dropStatement,
  undefinedName,
  syntaxSlip,
];
