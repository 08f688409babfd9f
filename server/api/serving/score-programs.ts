import { isInSample } from "#server/prm/schema";
import { askScores, type ServingContext } from "./ask-scores";
import { codeOfResponse } from "./code-of-response";
import { codePointsBefore, lineSpans } from "./line-spans";
import type { ScoreAnswer, ScoreBody } from "./score-schema";

type Problem = { statement: string; names: string[]; split: string; key: string };
export type ScoreContext = ServingContext & {
  /** Throws `not-found`. */
  problem: (id: number) => Promise<Problem>;
};

/** The core of the scoring service: programs in, scores of their lines out, in the same order. */
export async function scoreBody(
  context: ScoreContext,
  body: ScoreBody,
  signal: AbortSignal,
): Promise<ScoreAnswer> {
  const problem = body.problem === undefined ? null : await context.problem(body.problem);
  const statement = problem?.statement ?? body.prompt ?? "";
  const read = body.programs.map(({ code = "", response, prompt = statement }) => {
    if (response === undefined) return { statement: prompt, code, offset: 0 };
    const found = codeOfResponse(response);
    const offset = codePointsBefore(response, found.start);
    return { statement: prompt, code: found.code, offset, fenced: found.fenced };
  });
  const asked = read.map(({ statement, code }) => ({ statement, code }));
  const { model, programs } = await askScores(context, asked, body, signal);
  const { calibrationDigest, aggregate, inSample, ...named } = model;
  return {
    model: { ...named, calibration_digest: calibrationDigest },
    aggregate: body.aggregate ?? aggregate,
    in_sample: problem === null ? null : isInSample(inSample, problem),
    programs: programs.map(({ scores, rewards, firstError, ...result }, index) => {
      const { code = "", offset = 0, fenced } = read[index] ?? {};
      const id = body.programs[index]?.id;
      const step = (at: number) => ({
        score: scores[at] ?? null,
        ...(rewards === null ? {} : { reward: rewards[at] ?? null }),
      });
      return {
        ...(id === undefined ? {} : { id }),
        lines: lineSpans(code, offset).map((span, at) => ({ line: at + 1, ...span, ...step(at) })),
        end_of_program: step(scores.length - 1),
        first_error: firstError,
        aggregate: result.aggregate,
        ...(rewards === null ? {} : { reward: sumOf(rewards) }),
        ...(fenced === undefined ? {} : { fenced }),
        tokens: result.tokens,
        windows: result.windows,
      };
    }),
  };
}

/** Of a program's line rewards; lines without one add nothing. */
export function sumOf(rewards: readonly (number | null)[]): number {
  return rewards.reduce<number>((sum, reward) => sum + (reward ?? 0), 0);
}
