/** Export of effective labels as training rows. */
export { exportStepwise } from "./export-stepwise";
export { previewExport } from "./preview";
export { maskedLabel, type StepwiseRow, stepwiseRows } from "./stepwise-rows";
