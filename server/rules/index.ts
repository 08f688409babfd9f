/** Labelling rules: pure functions from a program, its edit and its run to line labels. */
export { applyRule } from "./apply-rule";
export { type ResolvedLine, resolveLines } from "./resolve-lines";
export type { RuleRun } from "./rule-input";
export { rulePolicies } from "./rule-policies";
export { type Disagreement, settleRuns } from "./settle-runs";
