/** The verification engine: test cases, sandboxed runs, judged outside of the tested process. */

export { checkProviders } from "./choose-provider";
export { type Distinguished, distinguishMutant, distinguishVersion } from "./distinguish/distinguish-mutant";
export { type Exploration, exploreReference } from "./distinguish/explore-reference";
export { defaultLimits, limitsFromReference } from "./limits";
export { type ParsedTests, parseTests, type RefusedTest } from "./test-cases/parse-tests";
export { compareTraces, isInfected, singleTrace, type TracedEdit } from "./traces/compare-traces";
export { createVerifier, type Verifier, type VerifierOptions, type VerifyOptions } from "./verifier";
