/** The work behind each kind of job: here engines and records meet. */
import type { Processors } from "../processor";
import { processBuild } from "./build";
import { processDistinguish } from "./distinguish";
import { processImport } from "./import";
import { processRerun } from "./rerun";
import { processScore } from "./score";

export { ensureStarter } from "./ensure-starter";
export { registerModel } from "./register-model";

export const processors: Processors = {
  import: processImport,
  build: processBuild,
  score: processScore,
  rerun: processRerun,
  distinguish: processDistinguish,
};
