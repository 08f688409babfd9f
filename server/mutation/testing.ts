import { applyEdits, type Operator } from "./operator";
import { Program } from "./program";

/** For tests: every text that an operator makes of a source, in the order of its sites. */
export function rewrites(operator: Operator, source: string): string[] {
  return operator.sites(new Program(source)).map((site) => applyEdits(source, site.edits));
}
