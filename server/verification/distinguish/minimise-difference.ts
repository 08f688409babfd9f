import type { DifferenceKind } from "../schema";
import { differenceOf } from "./call-outcome";
import { confirmDifference, type Difference, type Pair } from "./confirm-difference";
import type { Input } from "./input";
import { type InputShape, inputOddness } from "./input-shape";
import { runInputs } from "./run-inputs";
import { smallerInputs } from "./shrink-input";

const maxRounds = 8;
const maxCandidates = 40;
/** Every candidate on which the mutant does not end costs a budget. */
const maxEndlessRounds = 2;
const maxEndlessCandidates = 2;
const cpuMs = 100;

/**
 * Shrinks a difference's input while the programs still differ on it, while the reference still returns (or raises) as
 * it did, and without making it less like the tests' inputs. The result is confirmed like the difference itself.
 */
export async function minimiseDifference(
  pair: Pair,
  found: Difference,
  shape: InputShape,
): Promise<Difference> {
  const isEndless = found.kind === "timeout";
  const rounds = isEndless ? maxEndlessRounds : maxRounds;
  let smallest = found.input;
  for (let round = 0; round < rounds; round += 1) {
    const oddness = inputOddness(shape, smallest);
    const candidates = smallerInputs(smallest, shape)
      .filter((input) => inputOddness(shape, input) <= oddness)
      .slice(0, isEndless ? maxEndlessCandidates : maxCandidates);
    const next = await firstThatDiffers(pair, candidates, found);
    if (next === null) break;
    smallest = next;
  }
  if (smallest === found.input) return found;
  const confirmed = await confirmDifference(pair, smallest);
  return confirmed !== null && confirmed.reference.kind === found.reference.kind ? confirmed : found;
}

async function firstThatDiffers(
  { reference, mutant }: Pair,
  candidates: readonly Input[],
  found: Difference,
): Promise<Input | null> {
  if (candidates.length === 0) return null;
  const expected = await runInputs(reference, candidates, { cpuMs });
  const kept = candidates.flatMap((input, index) => {
    const outcome = expected.outcomes[index];
    return outcome?.kind === found.reference.kind ? [{ input, outcome }] : [];
  });
  if (kept.length === 0) return null;
  const { outcomes } = await runInputs(
    mutant,
    kept.map(({ input }) => input),
    { cpuMs },
  );
  const at = kept.findIndex(({ outcome }, index) => {
    const kind = differenceOf(outcome, outcomes[index] ?? { kind: "not-run" });
    return kind !== null && classOf(kind) === classOf(found.kind);
  });
  return kept[at]?.input ?? null;
}

/** Differences of these kinds never stand in for others. */
function classOf(kind: DifferenceKind): string {
  return kind === "timeout" || kind === "arguments" ? kind : "other";
}
