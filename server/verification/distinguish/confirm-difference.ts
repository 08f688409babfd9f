import type { DifferenceKind } from "../schema";
import { type CallOutcome, differenceOf, isStable } from "./call-outcome";
import type { Input } from "./input";
import { runInputs, type TriedProgram } from "./run-inputs";

export type Difference = {
  input: Input;
  kind: DifferenceKind;
  reference: CallOutcome;
  mutant: CallOutcome;
};

export type Pair = { reference: TriedProgram; mutant: TriedProgram };

/** CPU time of a call alone. A mutant's timeout counts only with ten times what its reference used. */
const referenceCpuMs = 400;
const mutantFloorMs = 100;
const timeoutFactor = 10;

/**
 * Asks both programs an input alone, in children of their own, and each of them again: null when they then agree, or when
 * either gives another answer the second time.
 */
export async function confirmDifference(
  { reference, mutant }: Pair,
  input: Input,
): Promise<Difference | null> {
  const alone = async (
    program: TriedProgram,
    cpuMs: number,
  ): Promise<{ outcome: CallOutcome; cpuUs: number }> => {
    const { outcomes, cpuUs } = await runInputs(program, [input], { cpuMs });
    return { outcome: outcomes[0] ?? { kind: "not-run" }, cpuUs };
  };
  const [expected, expectedAgain] = await Promise.all([
    alone(reference, referenceCpuMs),
    alone(reference, referenceCpuMs),
  ]);
  if (!isStable(expected.outcome, expectedAgain.outcome)) return null;
  const cpuMs = Math.max(mutantFloorMs, (timeoutFactor * expected.cpuUs) / 1000);
  const found = await alone(mutant, cpuMs);
  const kind = differenceOf(expected.outcome, found.outcome);
  if (kind === null) return null;
  const again = await alone(mutant, cpuMs);
  const holds =
    found.outcome.kind === "ended"
      ? again.outcome.kind === "ended" && again.outcome.how === found.outcome.how
      : isStable(found.outcome, again.outcome);
  return holds ? { input, kind, reference: expected.outcome, mutant: found.outcome } : null;
}
