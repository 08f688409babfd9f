/** The mutation engine: programs in, mutants with their edits out. */
export { type LineHunk, type LineMap, lineMap } from "#server/core/line-map";
export { applyHunks, diffHunks } from "./hunks";
export { labelLineOf } from "./label-line";
export { listOperators } from "./list-operators";
export { type MutateResult, mutate } from "./mutate";
export { parses } from "./parser";
