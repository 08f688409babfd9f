/** The mutation engine: programs in, mutants with their edits out. */
export { listOperators } from "./list-operators";
export { mutate, mutateInTurns } from "./mutate";
export { rewriteStatement } from "./rewrite-statement";
export { listStatements } from "./statement-lines";
