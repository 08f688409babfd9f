import type { Operator } from "./operator";
import { aliasCopy } from "./operators/alias-copy";
import { arithmeticSwap } from "./operators/arithmetic-swap";
import { assignmentSlip } from "./operators/assignment-slip";
import { augmentedAssign } from "./operators/augmented-assign";
import { booleanConnective } from "./operators/boolean-connective";
import { boundaryShift } from "./operators/boundary-shift";
import { breakContinue } from "./operators/break-continue";
import { chainedComparison } from "./operators/chained-comparison";
import { commuteOperands } from "./operators/commute-operands";
import { comparisonFlip } from "./operators/comparison-flip";
import { comparisonSwap } from "./operators/comparison-swap";
import { conditionalBranches } from "./operators/conditional-branches";
import { deMorgan } from "./operators/de-morgan";
import { dropArgument } from "./operators/drop-argument";
import { dropBlock } from "./operators/drop-block";
import { dropBound } from "./operators/drop-bound";
import { dropBrackets } from "./operators/drop-brackets";
import { dropBranch } from "./operators/drop-branch";
import { dropCondition } from "./operators/drop-condition";
import { dropGuard } from "./operators/drop-guard";
import { dropIndex } from "./operators/drop-index";
import { dropOperand } from "./operators/drop-operand";
import { dropPair } from "./operators/drop-pair";
import { dropReturn } from "./operators/drop-return";
import { dropStatement } from "./operators/drop-statement";
import { dropWrapper } from "./operators/drop-wrapper";
import { earlyReturn } from "./operators/early-return";
import { earlyReturnToElse } from "./operators/early-return-to-else";
import { elifToIf } from "./operators/elif-to-if";
import { equivalentExpression } from "./operators/equivalent-expression";
import { extractVariable } from "./operators/extract-variable";
import { forToWhile } from "./operators/for-to-while";
import { fstringFormat } from "./operators/fstring-format";
import { indentationShift } from "./operators/indentation-shift";
import { inlineTemp } from "./operators/inline-temp";
import { integerDivision } from "./operators/integer-division";
import { invertIfElse } from "./operators/invert-if-else";
import { loopComprehension } from "./operators/loop-comprehension";
import { loopOnce } from "./operators/loop-once";
import { negateCondition } from "./operators/negate-condition";
import { nestConditions } from "./operators/nest-conditions";
import { offByOne } from "./operators/off-by-one";
import { operandSwap } from "./operators/operand-swap";
import { quoteStyle } from "./operators/quote-style";
import { rangeBound } from "./operators/range-bound";
import { rangeStart } from "./operators/range-start";
import { redundantBrackets } from "./operators/redundant-brackets";
import { renameLocal } from "./operators/rename-local";
import { reorderStatements } from "./operators/reorder-statements";
import { splitAssignment } from "./operators/split-assignment";
import { swapArguments } from "./operators/swap-arguments";
import { swapBranches } from "./operators/swap-branches";
import { swapElements } from "./operators/swap-elements";
import { swapParameters } from "./operators/swap-parameters";
import { syntaxSlip } from "./operators/syntax-slip";
import { tempForReturn } from "./operators/temp-for-return";
import { undefinedName } from "./operators/undefined-name";
import { wrongAccumulator } from "./operators/wrong-accumulator";
import { wrongConstant } from "./operators/wrong-constant";
import { wrongIndex } from "./operators/wrong-index";
import { wrongInitialValue } from "./operators/wrong-initial-value";
import { wrongMagnitude } from "./operators/wrong-magnitude";
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
  dropPair,
  dropBound,
  dropBrackets,
  dropBranch,
  dropBlock,
  offByOne,
  dropArgument,
  swapElements,
  dropIndex,
  assignmentSlip,
  dropOperand,
  wrongMagnitude,
  loopOnce,
  undefinedName,
  syntaxSlip,
  renameLocal,
  augmentedAssign,
  invertIfElse,
  comparisonFlip,
  commuteOperands,
  tempForReturn,
  inlineTemp,
  extractVariable,
  deMorgan,
  chainedComparison,
  nestConditions,
  conditionalBranches,
  earlyReturnToElse,
  forToWhile,
  loopComprehension,
  rangeStart,
  splitAssignment,
  reorderStatements,
  equivalentExpression,
  fstringFormat,
  redundantBrackets,
  quoteStyle,
];
