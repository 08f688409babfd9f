/** The scoring engine: a program and its statement in, a number a line out. */

export { checkBundle } from "./check-bundle";
export { createScorer, type Scorer } from "./create-scorer";
export { type Bundle, loadManifest } from "./manifest";
export { inPrefixOrder } from "./prefix-order";
export { scorePrograms } from "./score-programs";
export { unpackBundle } from "./unpack-bundle";
