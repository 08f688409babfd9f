export { runWorker, type Worker } from "./run-worker";
