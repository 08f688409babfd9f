export { jobsChannel } from "./channel";
export { cancelJob, enqueueJob } from "./enqueue";
export { followJob, isFinished, isWorkerRunning, type JobRow } from "./follow";
export type { Engines, Processor, ProcessorContext, Processors, Progress } from "./processor";
export { sweepUploads, uploadsFolder } from "./uploads";
