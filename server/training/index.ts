/** The Python side that trains: whether it is there, and one run of its loop. No database, no framework. */
export { howToInstall, trainingStatus } from "./find-python";
export { TrainingRecord } from "./record";
export { runLoop } from "./run-loop";
