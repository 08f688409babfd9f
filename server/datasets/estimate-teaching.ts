import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client";
import type { Prices, Sampling, TeachEstimate, TeachOptions } from "#server/teacher/schema";

/** Characters of a token, and of the words that every prompt begins with: cautious, so that a go rather costs less. */
const charsOfToken = 3;
const promptChars = 2_000;
/** What a rewrite with its reason takes, and what stands around all of them. */
const rewriteTokens = 60;
const answerTokens = 20;
/** Calls of a model from which its own averages count. */
const enoughCalls = 20;

const rowSchema = z.object({
  problems: z.int(),
  calls: z.coerce.number(),
  prompt_chars: z.coerce.number(),
  answered: z.coerce.number(),
  known_calls: z.int(),
  known_prompt: z.coerce.number(),
  known_rewrite: z.coerce.number(),
  known_kept: z.coerce.number(),
  known_ms: z.coerce.number(),
});

type Teaching = {
  datasetId: number;
  options: TeachOptions;
  sampling: Sampling;
  prices: Prices | null;
  /** Calls at once. */
  concurrency: number;
};

/**
 * What a go at a dataset would take, before it is begun: from how many code lines its references have, less the replies that
 * are there already. Counts definitions' headers as one line a program, and every other code line as a statement.
 */
export async function estimateTeaching(
  db: Db,
  { datasetId, options, sampling, prices, concurrency }: Teaching,
): Promise<TeachEstimate> {
  const { mutations, refactorings } = options;
  const answer = await db.execute(sql`
    with chosen as (
      select s.problem_id, length(q.statement) as statement, p.line_count, length(t.text) as code,
        greatest(1, coalesce(nullif(s.code_lines, 0), p.line_count) - 1) as calls
      from problem_stats s
      join problems q on q.id = s.problem_id
      join programs p on p.problem_id = s.problem_id and p.origin = 'reference'
      join sources t on t.program_id = p.id
      where s.dataset_id = ${datasetId}
      order by s.problem_id limit ${options.problems ?? null}),
    answered as (
      select count(distinct (problem_id, line, prompt_digest)) as calls from teacher_calls
      where problem_id in (select problem_id from chosen) and model = ${sampling.model}
        and temperature = ${sampling.temperature} and mutations = ${mutations} and refactorings = ${refactorings}
        -- What came to nothing for want of tokens is asked again (server/jobs/processors/teacher-calls.ts).
        and (max_tokens >= ${sampling.maxTokens} or outcome is null or (outcome->>'kept')::int > 0
          or (outcome->'dropped') - '{cut-off,unreadable,empty}'::text[] <> '{}')),
    known as (
      select count(*)::int as calls, avg(prompt_tokens) as prompt,
        avg(completion_tokens::float / (mutations + refactorings)) as rewrite,
        avg((outcome->>'kept')::float / (mutations + refactorings)) as kept, avg(latency_ms) as ms
      from teacher_calls
      where model = ${sampling.model} and prompt_tokens is not null and completion_tokens is not null)
    select count(*)::int as problems, coalesce(sum(c.calls), 0) as calls,
      coalesce(sum(c.calls * (${promptChars}::int + statement + code + 25 * line_count)), 0) as prompt_chars,
      (select calls from answered) as answered, (select calls from known) as known_calls,
      coalesce((select prompt from known), 0) as known_prompt, coalesce((select rewrite from known), 0) as known_rewrite,
      coalesce((select kept from known), 1) as known_kept, coalesce((select ms from known), 0) as known_ms
    from chosen c`);
  const row = rowSchema.parse(answer.rows[0]);
  const calls = Math.max(0, row.calls - row.answered);
  const isKnown = row.known_calls >= enoughCalls;
  const left = row.calls === 0 ? 0 : calls / row.calls;
  const rewrites = mutations + refactorings;
  const promptTokens = Math.ceil(
    isKnown ? calls * row.known_prompt : (left * row.prompt_chars) / charsOfToken,
  );
  const completionTokens = Math.ceil(
    calls * (isKnown ? rewrites * row.known_rewrite : answerTokens + rewrites * rewriteTokens),
  );
  const costUsd =
    prices === null ? null : (promptTokens * prices.input + completionTokens * prices.output) / 1_000_000;
  return {
    problems: row.problems,
    calls,
    mutants: Math.round(calls * rewrites * (isKnown ? row.known_kept : 1)),
    seconds: isKnown ? (calls * row.known_ms) / 1_000 / concurrency : null,
    promptTokens,
    completionTokens,
    costUsd,
    basis: isKnown ? "earlier-calls" : "lengths",
  };
}
