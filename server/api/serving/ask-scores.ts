import { AppError } from "#server/core/errors";
import { normalizeSource, splitLines } from "#server/core/lines";
import type { LiveClient } from "#server/live/index";
import { maxCharacters, maxLines, maxPrograms, type ProgramScores } from "#server/prm/schema";
import type { RewardOptions } from "./score-schema";

export type ServingContext = {
  live: Pick<LiveClient, "scorePrograms">;
  /** Folder of a registered model, of the one in use without a name; undefined while there is none. Throws `not-found`. */
  modelFolder: (name: string | undefined) => Promise<string | undefined>;
};

type Program = { statement: string; code: string };

/**
 * Asks the worker for the scores of programs, in their order. Throws `invalid-input` when they are too many or too long in
 * all, `unavailable` when too much waits already.
 */
export async function askScores(
  { live, modelFolder }: ServingContext,
  programs: readonly Program[],
  options: RewardOptions,
  signal: AbortSignal,
): Promise<ProgramScores> {
  checkSize(programs);
  const { aggregate, credit, comments_neutral } = options;
  const model = await modelFolder(options.model);
  return live.scorePrograms(
    {
      programs: programs.map((program) => ({
        ...program,
        neutralLines: comments_neutral ? "skip" : "score",
        ...(aggregate === undefined ? {} : { aggregate }),
      })),
      ...(model === undefined ? {} : { model }),
      ...(credit === undefined
        ? {}
        : {
            credit: {
              form: credit,
              temperature: options.credit_temperature,
              divideByLength: options.divide_by_length,
            },
          }),
    },
    { signal },
  );
}

function checkSize(programs: readonly Program[]): void {
  if (programs.length > maxPrograms) tooMuch(`${programs.length} programs`, `${maxPrograms} programs`);
  const characters = programs.reduce((sum, { statement, code }) => sum + statement.length + code.length, 0);
  if (characters > maxCharacters) tooMuch(`${characters} characters`, `${maxCharacters}`);
  const lines = programs.reduce((sum, { code }) => sum + splitLines(normalizeSource(code)).length, 0);
  if (lines > maxLines) tooMuch(`${lines} lines`, `${maxLines}`);
}

function tooMuch(found: string, most: string): never {
  throw new AppError("invalid-input", `The request has ${found}; at most ${most} are scored at once.`);
}
