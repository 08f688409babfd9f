import { z } from "zod";
import { jsonOf } from "./json-of";
import type { ReplyFault, Usage } from "./schema";

const textSchema = z.union([
  z.string(),
  // Some servers answer in parts.
  z
    .array(z.object({ text: z.string().default("") }))
    .transform((parts) => parts.map(({ text }) => text).join("")),
]);
/** Nobody counts further, and nobody is charged for more: such a number is none. */
const countSchema = z.int32().min(0).nullable().catch(null);

const bodySchema = z.object({
  model: z.string().nullable().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullable().catch(null),
        message: z.object({
          content: textSchema.nullable().catch(null),
          refusal: z.string().nullable().catch(null),
        }),
      }),
    )
    .catch([]),
  usage: z
    .object({ prompt_tokens: countSchema, completion_tokens: countSchema })
    .catch({ prompt_tokens: null, completion_tokens: null }),
});

export type Completion = {
  /** The model as the server names it. */
  servedModel: string | null;
  usage: Usage;
  /** What the model wrote, or why there is nothing to read. */
  content: { text: string; cutOff: boolean } | { fault: ReplyFault };
};

const chosenSchema = z.object({ choices: z.array(z.unknown()).min(1) });

/** Whether a body is a model's reply at all, of use or not. */
export function isCompletion(body: string): boolean {
  return chosenSchema.safeParse(jsonOf(body)).success;
}

/** Reads the body of a chat completion, whatever it is. Never throws. */
export function readCompletion(body: string): Completion {
  const parsed = bodySchema.safeParse(jsonOf(body));
  if (!parsed.success) {
    return {
      servedModel: null,
      usage: { promptTokens: null, completionTokens: null },
      content: { fault: "unreadable" },
    };
  }
  const { model, usage, choices } = parsed.data;
  return {
    servedModel: model === null ? null : model.slice(0, 200),
    usage: { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens },
    content: contentOf(choices[0]),
  };
}

function contentOf(choice: z.infer<typeof bodySchema>["choices"][number] | undefined): Completion["content"] {
  if (choice === undefined) return { fault: "empty" };
  const { content, refusal } = choice.message;
  if (refusal || choice.finish_reason === "content_filter") return { fault: "refused" };
  const cutOff = choice.finish_reason === "length";
  if (content === null || content.trim() === "") return { fault: cutOff ? "cut-off" : "empty" };
  return { text: content, cutOff };
}
