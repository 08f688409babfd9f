import { z } from "zod";
import { askScores, type ServingContext } from "./ask-scores";
import { codeOfResponse } from "./code-of-response";
import { sumOf } from "./score-programs";
import type { RewardOptions } from "./score-schema";

/** What OpenRLHF's remote reward model client sends; `query` is prompt and reply in one. */
export const openRlhfBodySchema = z.object({
  query: z.array(z.string()).min(1),
  prompts: z.array(z.string()).optional(),
  labels: z.array(z.unknown()).nullish(),
});

export const openRlhfAnswerSchema = z.object({
  rewards: z.array(z.number()),
  scores: z.array(z.number()),
  extra_logs: z.record(z.string(), z.array(z.number())),
});

/**
 * One number a reply. `rewards`: the aggregate, or with `credit` the sum of line rewards; `scores`: the aggregate. A reply
 * without a program has 0. In `extra_logs`, `first_error` is 0 where there is none.
 */
export async function scoreForOpenRlhf(
  context: ServingContext,
  { query, prompts = [] }: z.infer<typeof openRlhfBodySchema>,
  options: RewardOptions,
  signal: AbortSignal,
): Promise<z.infer<typeof openRlhfAnswerSchema>> {
  const read = query.map((text, index) => {
    const prompt = prompts[index] ?? "";
    // A chat template's special tokens may be gone from the query but not from the prompt.
    const reply = prompt !== "" && text.startsWith(prompt) ? text.slice(prompt.length) : text;
    return { statement: prompt, ...codeOfResponse(reply) };
  });
  const asked = read.map(({ statement, code }) => ({ statement, code }));
  const { programs } = await askScores(context, asked, options, signal);
  const isEmpty = (index: number) => read[index]?.code.trim() === "";
  const scores = programs.map(({ aggregate }, index) => (isEmpty(index) ? 0 : (aggregate ?? 0)));
  return {
    rewards: programs.map(({ rewards }, index) =>
      isEmpty(index) ? 0 : rewards === null ? (scores[index] ?? 0) : sumOf(rewards),
    ),
    scores,
    extra_logs: {
      first_error: programs.map(({ firstError }) => firstError ?? 0),
      lines: programs.map(({ scores }) => scores.length - 1),
      fenced: read.map(({ fenced }) => Number(fenced)),
    },
  };
}
