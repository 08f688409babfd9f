import type { LineHunk } from "#server/core/line-map";
import { splitLines } from "#server/core/lines";
import { isInfected } from "../traces/compare-traces";
import type { Trace } from "../traces/schema";
import type { Exploration } from "./explore-reference";
import { callText, type Input } from "./input";
import type { TriedProgram } from "./run-inputs";

/** Inputs that are traced: following every variable costs many times what a run does. */
const maxTests = 4;
const maxTried = 4;

/**
 * Whether the edit changes the program's state in some test or tried input: true as soon as one shows it, null when none
 * does and some trace was too long to say.
 */
export async function isInfectedByAny(
  { reference, seeds, parts, traces }: Exploration,
  mutant: TriedProgram,
  hunks: readonly LineHunk[],
): Promise<boolean | null> {
  const tried = parts.flatMap(({ inputs }) => inputs.map(({ input }) => input)).slice(0, maxTried);
  const parentLineCount = splitLines(reference.source).length;
  let sure = seeds.length > 0;
  for (const input of [...seeds.slice(0, maxTests), ...tried]) {
    const call = callText(input);
    const known = traces.get(call) ?? traceOf(reference, input);
    traces.set(call, known);
    // Both at once: when a run is cancelled both reject, and neither may be left without somebody who hears of it.
    const [program, parent] = await Promise.all([traceOf(mutant, input), known]);
    const infected = isInfected(program, parent, { hunks, parentLineCount });
    if (infected === true) return true;
    if (infected === null) sure = false;
  }
  return sure ? false : null;
}

function traceOf({ source, setup, sandbox }: TriedProgram, input: Input): Promise<Trace> {
  // A trace judges nothing: the test's expected value is not looked at.
  return sandbox.trace({ source, setup, test: { kind: "call", call: callText(input), expected: "None" } });
}
