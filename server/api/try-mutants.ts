import { AppError } from "#server/core/errors";
import type { LiveClient } from "#server/live/index";
import type { LineMutant } from "#server/live/schema";
import type { ProgramScores } from "#server/prm/schema";

export type TriedMutant = LineMutant & Pick<ProgramScores["programs"][number], "scores" | "firstError">;

/** Mutants of a line of a program, each with its scores. `model`: a bundle's folder. */
export async function tryMutants(
  live: Pick<LiveClient, "lineMutants" | "scorePrograms">,
  {
    statement,
    code,
    line,
    model,
  }: { statement: string; code: string; line: number; model: string | undefined },
  signal: AbortSignal | undefined,
): Promise<TriedMutant[]> {
  const options = signal ? { signal } : {};
  const { mutants } = await live.lineMutants({ source: code, line }, options);
  if (mutants.length === 0) return [];
  const { programs } = await live.scorePrograms(
    { programs: mutants.map((mutant) => ({ statement, code: mutant.code })), ...(model ? { model } : {}) },
    options,
  );
  return mutants.map((mutant, index) => {
    const scored = programs[index];
    if (scored === undefined) throw new AppError("internal", "A mutant came back without scores.");
    return { ...mutant, scores: scored.scores, firstError: scored.firstError };
  });
}
