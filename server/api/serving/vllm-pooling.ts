import { randomUUID } from "node:crypto";
import { z } from "zod";
import { askScores, type ServingContext } from "./ask-scores";
import { codeOfResponse } from "./code-of-response";
import type { RewardOptions } from "./score-schema";

/** What clients of vLLM's `/pooling` send. */
export const poolingBodySchema = z.object({
  model: z.string().optional().meta({ description: "Ignored: the address chooses the model." }),
  input: z.union([z.string(), z.array(z.string()).min(1)]),
  encoding_format: z.literal("float").optional(),
});

export const poolingAnswerSchema = z.object({
  id: z.string(),
  object: z.literal("list"),
  created: z.int(),
  model: z.string(),
  data: z.array(
    z.object({
      index: z.int(),
      object: z.literal("pooling"),
      data: z.array(z.tuple([z.number()])),
      lines: z.array(z.int()).meta({ description: "The line of each row of data." }),
    }),
  ),
  usage: z.object({ prompt_tokens: z.int(), total_tokens: z.int(), completion_tokens: z.int() }),
});

const promptMark = "<|problem|>";
const codeMark = "<|code|>";
const endMark = "<|end_of_program|>";

/** An input is the bundled model's own text (`<|problem|>statement<|code|>program`), or a reply with its program. */
function readInput(input: string): { statement: string; code: string } {
  const at = input.indexOf(codeMark);
  if (!input.startsWith(promptMark) || at < 0) return { statement: "", code: codeOfResponse(input).code };
  const code = input.slice(at + codeMark.length).replace(/\n$/, "");
  return {
    statement: input.slice(promptMark.length, at),
    code: code.endsWith(endMark) ? code.slice(0, -endMark.length) : code,
  };
}

/**
 * A row for each step of each input, as the same model gives under vLLM: every line that is not blank, and end of program.
 * A step that the model has not seen whole (longer than its context) has no row.
 */
export async function poolScores(
  context: ServingContext,
  { input }: z.infer<typeof poolingBodySchema>,
  options: RewardOptions,
  signal: AbortSignal,
): Promise<z.infer<typeof poolingAnswerSchema>> {
  const inputs = (typeof input === "string" ? [input] : input).map(readInput);
  const { model, programs } = await askScores(
    context,
    inputs,
    { ...options, comments_neutral: false },
    signal,
  );
  const tokens = programs.reduce((sum, program) => sum + program.tokens, 0);
  return {
    id: `pool-${randomUUID()}`,
    object: "list",
    created: Math.floor(Date.now() / 1000),
    model: `${model.name}@${model.version}`,
    data: programs.map(({ scores, rewards }, index) => {
      const values = (rewards ?? scores).map((value, at) => ({ value, line: at + 1 }));
      const rows = values.filter((row): row is { value: number; line: number } => row.value !== null);
      return {
        index,
        object: "pooling" as const,
        data: rows.map(({ value }): [number] => [value]),
        lines: rows.map(({ line }) => line),
      };
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens, completion_tokens: 0 },
  };
}
