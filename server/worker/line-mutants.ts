import { AppError } from "#server/core/errors";
import type { LineMutant } from "#server/live/schema";
import { listOperators, mutate } from "#server/mutation/index";

/** As many as fit beside a line; the operators take turns. */
const mostMutants = 12;

/** Mutants of one line of a program, for trying them out. None where the program does not parse. */
export function lineMutants({ source, line }: { source: string; line: number }): LineMutant[] {
  const summaries = new Map(listOperators().map(({ id, summary }) => [id, summary]));
  const ofLine = mutantsOf(source).filter(
    ({ siteLine, edit }) => siteLine === line || edit.labelLine === line,
  );
  const seen = new Map<string, number>();
  const turns = ofLine.map((mutant) => {
    const turn = seen.get(mutant.operator) ?? 0;
    seen.set(mutant.operator, turn + 1);
    return { mutant, turn };
  });
  return turns
    .toSorted((left, right) => left.turn - right.turn)
    .slice(0, mostMutants)
    .map(({ mutant: { code, operator, intent, edit } }) => ({
      code,
      operator,
      summary: summaries.get(operator) ?? operator,
      intent,
      hunks: edit.hunks,
      labelLine: edit.labelLine,
    }));
}

function mutantsOf(source: string) {
  try {
    return mutate({ source }).mutants;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid-input") return [];
    throw error;
  }
}
