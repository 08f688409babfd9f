/** Export of effective labels as training rows. */
export { contrastOfProblem } from "./contrast-of-problem";
export { evaluateBenchmark } from "./evaluate-benchmark";
export { exportDataset } from "./export-dataset";
export { previewExport } from "./preview";
export { maskedLabel, type StepwiseRow, stepwiseRows } from "./stepwise-rows";
