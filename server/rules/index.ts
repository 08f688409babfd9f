/** Labelling rules: pure functions from a program, its edit and its run to line labels. */
export { applyRule } from "./apply-rule";
export { type ResolvedLine, resolveLines } from "./resolve-lines";
export type { RuleInput, RuleRun } from "./rule-input";
export { type RulePolicy, rulePolicies } from "./rule-policies";
export { failureWords } from "./run-words";
