/** The work behind each kind of job: here engines and records meet. */
import type { Processors } from "../processor";
import { processBuild } from "./build";
import { processDistinguish } from "./distinguish";
import { processImport } from "./import";
import { processRerun } from "./rerun";
import { processScore } from "./score";
import { processTeach } from "./teach";
import { processTrain } from "./train/train";

export { chores } from "./chores";
export { enqueueLeftScores } from "./enqueue-left-scores";
export { ensureStarter } from "./ensure-starter";
export { installBundle } from "./install-bundle";
export { registerModel } from "./register-model";

export const processors: Processors = {
  import: processImport,
  build: processBuild,
  score: processScore,
  teach: processTeach,
  rerun: processRerun,
  distinguish: processDistinguish,
  train: processTrain,
};
