import { diffHunks } from "./hunks";
import { applyEdits, type Operator } from "./operator";
import { Program } from "./program";
import { operators } from "./registry";
import type { OperatorInfo } from "./schema";

function infoOf(operator: Operator): OperatorInfo {
  const { id, version, intent, languages, summary, example } = operator;
  const site = operator.sites(new Program(example))[0];
  const after = site === undefined ? example : applyEdits(example, site.edits);
  return {
    id,
    version,
    intent,
    languages: [...languages],
    summary,
    example: { before: example, after, hunks: diffHunks(example, after) },
  };
}

/** Every operator with an example that was made by running it. */
export function listOperators(): OperatorInfo[] {
  return operators.map(infoOf);
}
