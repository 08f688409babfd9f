/** Labels: events, votes and what they come to; suspicion; the audit list. */
export { auditCounts } from "./audit-counts";
export { comment, undo, vote, voteFirstError } from "./decide";
export { type Disagreement, refreshDisagreement } from "./disagreement";
export { getDistinguishing, judgeInput, storeSearch } from "./distinguishing";
export { labelHistory } from "./event-view";
export { getProblem } from "./get-problem";
export { getProgram } from "./get-program";
export { bitsOfLines, linesOfBits } from "./line-bits";
export { listAudit } from "./list-audit";
export { listRuns } from "./list-runs";
export { hunksOf, loadLabelsOfProblems, loadProblemLabels, type ProblemLabels } from "./load-problem-labels";
export { operators } from "./operators";
export { recordImpression } from "./record-impression";
export { type LabelledProgram, resolveProgram } from "./resolve-program";
export { shownScores } from "./shown-scores";
export { type SuspectedProgram, type Suspicion, suspicionsOf } from "./suspicion";
export { getTracedProgram, type TracedProgram } from "./traced-program";
export { labelFromWire, labelToWire } from "./wire";
