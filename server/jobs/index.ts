export { disagreementTask, jobsChannel } from "./channel";
export { askForDisagreement } from "./chores";
export { cancelJob, enqueueJob } from "./enqueue";
export { followJob, isFinished, isWorkerRunning, type JobRow } from "./follow";
export type { Engines, Processor, ProcessorContext, Processors, Progress } from "./processor";
export { sweepTraining, trainingFolder } from "./training-folders";
export { sweepUploads, uploadsFolder } from "./uploads";
