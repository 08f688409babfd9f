import type { LineHunk } from "#server/core/line-map";
import { splitLines } from "#server/core/lines";
import { executedLineSet } from "#server/core/python-lines-executed";
import { isInfected } from "../traces/compare-traces";
import type { Trace } from "../traces/schema";
import type { Exploration } from "./explore-reference";
import { callText, type Input } from "./input";
import { runInputs, type TriedProgram } from "./run-inputs";

/** Inputs that are traced: following every variable costs many times what a run does. */
const maxTraced = 8;

/** What a mutant changed in its reference, and where its label is. */
export type LabelledEdit = { hunks: readonly LineHunk[]; labelLine: number };

/** Inputs that were tried together, with the CPU budget that they had. */
export type TriedInputs = { inputs: Input[]; cpuMs: number };

/**
 * Whether the edit changes the program's state in some test or tried input: true as soon as one shows it, false when every
 * one that reaches the label line was traced and none does, null when some were not, or their traces are too long to say.
 */
export async function isInfectedByAny(
  { reference, traces, seedsAreAll }: Exploration,
  mutant: TriedProgram,
  { tried, edit }: { tried: readonly TriedInputs[]; edit: LabelledEdit },
): Promise<boolean | null> {
  const reaching = await findReaching(mutant, tried, edit.labelLine);
  const parentLineCount = splitLines(reference.source).length;
  let sure = seedsAreAll && reaching.areAll;
  for (const input of reaching.inputs) {
    const call = callText(input);
    const known = traces.get(call) ?? traceOf(reference, input);
    traces.set(call, known);
    // Both at once: when a run is cancelled both reject, and neither may be left without somebody who hears of it.
    const [program, parent] = await Promise.all([traceOf(mutant, input), known]);
    const infected = isInfected(program, parent, { hunks: edit.hunks, parentLineCount });
    if (infected === true) return true;
    if (infected === null) sure = false;
  }
  return sure ? false : null;
}

/**
 * The first inputs with which the program runs a line, as many as are traced, and whether there are no others: halves of a
 * group are run until each is one input or never comes there. One whose run does not tell counts as reaching it.
 */
async function findReaching(
  mutant: TriedProgram,
  tried: readonly TriedInputs[],
  line: number,
): Promise<{ inputs: Input[]; areAll: boolean }> {
  const found: Input[] = [];
  const waiting = tried.filter(({ inputs }) => inputs.length > 0).reverse();
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    if (found.length >= maxTraced) return { inputs: found, areAll: false };
    const { inputs, cpuMs } = group;
    if (!(await mayReach(mutant, group, line))) continue;
    if (inputs.length === 1) found.push(...inputs);
    else {
      const half = Math.ceil(inputs.length / 2);
      waiting.push({ inputs: inputs.slice(half), cpuMs }, { inputs: inputs.slice(0, half), cpuMs });
    }
  }
  return { inputs: found, areAll: true };
}

async function mayReach(
  mutant: TriedProgram,
  { inputs, cpuMs }: TriedInputs,
  line: number,
): Promise<boolean> {
  // The end of a program is no line that runs.
  if (line > splitLines(mutant.source).length) return true;
  const { outcomes, executedLines } = await runInputs(mutant, inputs, { cpuMs });
  // A child that ended does not say which lines it ran.
  if (outcomes.some(({ kind }) => kind === "ended" || kind === "not-run")) return true;
  return executedLineSet(mutant.source, executedLines).has(line);
}

function traceOf({ source, setup, sandbox }: TriedProgram, input: Input): Promise<Trace> {
  // A trace judges nothing: the test's expected value is not looked at.
  return sandbox.trace({ source, setup, test: { kind: "call", call: callText(input), expected: "None" } });
}
