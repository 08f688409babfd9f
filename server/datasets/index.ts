/** Datasets and their problems: reading, listing, importing, removing. */
export { addTestCase } from "./add-test-case";
export { bulkInsert, storable, takeIds } from "./bulk-insert";
export { reasonCountsOf, verdictCountsOf } from "./counts";
export { decodeCursor, encodeCursor } from "./cursor";
export { estimateTeaching } from "./estimate-teaching";
export { type FoundProblem, findProblem, findProblems } from "./find-problems";
export { findDataset, getDataset, listDatasets } from "./get-datasets";
export { getFacets } from "./get-facets";
export { getSuite, type ProblemSuite } from "./get-suite";
export { type Imported, type ImportFormat, importFile } from "./import/import-file";
export { type SplitTests, splitTests } from "./import/split-tests";
export { listProblems } from "./list-problems";
export { operatorStats } from "./operator-stats";
export { refreshProblemStats } from "./problem-stats";
export { removeDataset, renameDataset } from "./remove-dataset";
export { sampleReferences } from "./sample-references";
export { readStarter } from "./starter/read-starter";
export { verificationRate } from "./verification-rate";
