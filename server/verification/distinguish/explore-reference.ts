import type { TestSuite } from "../schema";
import type { Trace } from "../traces/schema";
import { type CallOutcome, isStable } from "./call-outcome";
import type { Input } from "./input";
import { type InputShape, learnShape } from "./input-shape";
import { type PlannedInput, planInputs } from "./plan-inputs";
import { readSeeds } from "./read-seeds";
import { runInputs, type Sandbox, type TriedProgram } from "./run-inputs";
import { constantsOf } from "./value-pool";

export type KnownInput = PlannedInput & { reference: CallOutcome };

/** Inputs of a problem with what its reference makes of them: the same for all of its mutants. */
export type Exploration = {
  reference: TriedProgram;
  shape: InputShape;
  /** The tests' own inputs. */
  seeds: Input[];
  /** In parts that are run together, those most like the tests' first, each with the mutants' CPU budget for it. */
  parts: { inputs: KnownInput[]; cpuMs: number }[];
  /** Inputs that were planned, and those of them left out: the reference did not end, or answered differently when asked again. */
  planned: number;
  leftOut: number;
  /** The reference's traces, by call: made when the first mutant asks for one. */
  traces: Map<string, Promise<Trace>>;
};

/** Inputs that share a child. Small, because a child that ends in one of them runs none of the rest. */
const partSize = 50;
/** CPU time of the reference for one part; where it is not enough, the input is nothing to compare a mutant on. */
const referenceCpuMs = 400;
/** A mutant's budget for a part, from what the reference used for it. Running out of it is a suspicion that is looked into. */
const mutantFactor = 5;
const mutantFloorMs = 60;
const mutantCapMs = 1_000;

/**
 * Plans inputs and runs the reference on them twice, the second time in the opposite order: what depends on earlier calls,
 * on time or on chance is left out.
 */
export async function exploreReference(options: {
  source: string;
  suite: TestSuite;
  seed: number;
  budget: number;
  sandbox: Sandbox;
}): Promise<Exploration> {
  const { source, suite, seed, budget, sandbox } = options;
  const reference: TriedProgram = { source, setup: suite.setup, sandbox };
  const seeds = readSeeds(suite);
  const shape = learnShape(seeds);
  const values = [...constantsOf(source), ...(await returnedValues(reference, seeds))];
  const planned = planInputs({ seeds, shape, values, seed, budget });
  const parts: Exploration["parts"] = [];
  for (let at = 0; at < planned.length; at += partSize) {
    parts.push(await explorePart(reference, planned.slice(at, at + partSize)));
  }
  const kept = parts.reduce((sum, { inputs }) => sum + inputs.length, 0);
  const traces = new Map<string, Promise<Trace>>();
  return { reference, shape, seeds, parts, planned: planned.length, leftOut: planned.length - kept, traces };
}

async function explorePart(
  reference: TriedProgram,
  part: PlannedInput[],
): Promise<Exploration["parts"][number]> {
  const inputs = part.map(({ input }) => input);
  const first = await runInputs(reference, inputs, referenceCpuMs);
  const again = await runInputs(reference, inputs.toReversed(), referenceCpuMs);
  const second = again.outcomes.toReversed();
  const known = part.flatMap((planned, index): KnownInput[] => {
    const [one, other] = [first.outcomes[index], second[index]];
    return one !== undefined && other !== undefined && isStable(one, other)
      ? [{ ...planned, reference: one }]
      : [];
  });
  const usedMs = Math.max(first.cpuUs, again.cpuUs) / 1000;
  const cpuMs = Math.ceil(Math.min(mutantCapMs, Math.max(mutantFloorMs, mutantFactor * usedMs)));
  return { inputs: known, cpuMs };
}

/** What the reference returns for the tests' own calls: values of the problem's world that stand in no test's call. */
async function returnedValues(reference: TriedProgram, seeds: readonly Input[]) {
  if (seeds.length === 0) return [];
  const { outcomes } = await runInputs(reference, seeds, referenceCpuMs);
  return outcomes.flatMap((outcome) => (outcome.kind === "returned" ? [outcome.value] : []));
}
