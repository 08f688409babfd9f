import type { TestSuite } from "../schema";
import type { Trace } from "../traces/schema";
import { type CallOutcome, isStable } from "./call-outcome";
import type { Input } from "./input";
import { type InputShape, learnShape } from "./input-shape";
import { type PlannedInput, planInputs } from "./plan-inputs";
import { areAllSeeds, readSeeds } from "./read-seeds";
import { runInputs, type Sandbox, type TriedProgram } from "./run-inputs";
import { constantsOf } from "./value-pool";

export type KnownInput = PlannedInput & { reference: CallOutcome };

/** Inputs of a problem with what its reference makes of them: the same for all of its mutants. */
export type Exploration = {
  reference: TriedProgram;
  shape: InputShape;
  /** The tests' own inputs. */
  seeds: Input[];
  /** Whether every test's calls are among them. */
  seedsAreAll: boolean;
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
/**
 * CPU time of the reference for one part, from what it uses for the tests' own calls; where it is not enough, the input is
 * nothing to compare a mutant on.
 */
const referenceFactor = 20;
const referenceFloorMs = 100;
const referenceCapMs = 400;
/** Children of the reference that may end in an input of one part before the rest of it is given up. */
const referenceEnds = 4;
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
  const tests = await runInputs(reference, seeds, { cpuMs: referenceCapMs });
  const returned = tests.outcomes.flatMap((each) => (each.kind === "returned" ? [each.value] : []));
  // Values of the problem's world that stand in no test's call.
  const values = [...constantsOf(source), ...returned];
  const usedMs = (referenceFactor * tests.cpuUs) / 1000;
  const cpuMs = Math.min(referenceCapMs, Math.max(referenceFloorMs, usedMs));
  const planned = planInputs({ seeds, shape, values, seed, budget });
  const parts: Exploration["parts"] = [];
  for (let at = 0; at < planned.length; at += partSize) {
    parts.push(await explorePart(reference, planned.slice(at, at + partSize), cpuMs));
  }
  const kept = parts.reduce((sum, { inputs }) => sum + inputs.length, 0);
  const traces = new Map<string, Promise<Trace>>();
  return {
    reference,
    shape,
    seeds,
    seedsAreAll: areAllSeeds(suite),
    parts,
    planned: planned.length,
    leftOut: planned.length - kept,
    traces,
  };
}

async function explorePart(
  reference: TriedProgram,
  part: PlannedInput[],
  cpuMs: number,
): Promise<Exploration["parts"][number]> {
  const inputs = part.map(({ input }) => input);
  const first = await runInputs(reference, inputs, { cpuMs, maxEnds: referenceEnds });
  const answered = part.flatMap((planned, index): KnownInput[] => {
    const outcome = first.outcomes[index];
    return outcome?.kind === "returned" || outcome?.kind === "raised"
      ? [{ ...planned, reference: outcome }]
      : [];
  });
  const backwards = answered.toReversed();
  const again = await runInputs(
    reference,
    backwards.map(({ input }) => input),
    { cpuMs },
  );
  const known = backwards.filter((each, index) =>
    isStable(each.reference, again.outcomes[index] ?? { kind: "not-run" }),
  );
  const usedMs = again.cpuUs / 1000;
  const mutantMs = Math.min(mutantCapMs, Math.max(mutantFloorMs, mutantFactor * usedMs));
  return { inputs: known.toReversed(), cpuMs: Math.ceil(mutantMs) };
}
