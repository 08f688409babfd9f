import type { LineLabel, RuleId, Target } from "#server/core/vocabulary";

/** What sets one rule apart from another: the label of each case that can be read in more than one way. */
export type RulePolicy = {
  target: Target;
  /** A code line of a passing reference that no test executes. */
  unexecutedReference: LineLabel;
  /** The label line of a mutant that was meant to break and passes. */
  survivor: LineLabel;
  /** The label line of a passing refactoring that no test executes. */
  unexecutedRefactor: LineLabel;
  /** The label line of a refactoring that fails. */
  brokenRefactor: LineLabel;
  /** The label line of a program that timed out once and was not tried again with a larger budget. */
  unrepeatedTimeout: LineLabel;
  /** The label line of a program that passes in some of its runs and fails in others. */
  flaky: LineLabel;
};

/**
 * `mutation@1` says only what a run shows. Its label line is where a program that was right until there stops being
 * so, which for a deletion is the line after the gap: its target is the first error.
 *
 * `prlcoder@1` is the reading of PRLCoder (arXiv 2502.01715): the outcome of the run is the label of the statement
 * that was changed, a line judged by itself.
 */
export const rulePolicies = {
  "mutation@1": {
    target: "first-error",
    unexecutedReference: null,
    survivor: null,
    unexecutedRefactor: null,
    brokenRefactor: null,
    unrepeatedTimeout: null,
    flaky: null,
  },
  "prlcoder@1": {
    target: "local",
    unexecutedReference: "correct",
    survivor: "correct",
    unexecutedRefactor: "correct",
    brokenRefactor: "incorrect",
    unrepeatedTimeout: "incorrect",
    flaky: "incorrect",
  },
} as const satisfies Record<RuleId, RulePolicy>;
