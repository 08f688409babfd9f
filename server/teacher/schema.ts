/** What the LLM teacher is asked, where it is reached, and what became of its replies. */
import { z } from "zod";
import type { intentSchema } from "../core/vocabulary";
import { rewriteDrops } from "../mutation/schema";

/** Rewrites asked of one statement, of either kind. */
const amountSchema = z.int().min(0).max(8);
const amountsSchema = z.object({
  /** Rewrites of each statement that should break the program. */
  mutations: amountSchema.default(2),
  /** Rewrites of each statement that should keep its behaviour. */
  refactorings: amountSchema.default(2),
});

/** What a person chooses for one go. Which model and how it samples stand in the settings. */
export const teachOptionsSchema = amountsSchema
  .extend({
    /** Only the first so many problems of the dataset; all when absent. */
    problems: z.int().min(1).optional(),
    /**
     * The go stops before it takes more tokens (prompts and replies) than this. A request that came to nothing after it was
     * sent counts with its prompt.
     */
    budgetTokens: z.int().min(1).optional(),
    /** The go stops before it costs more US dollars than this; needs prices in the settings. */
    budgetUsd: z.number().positive().optional(),
  })
  .refine(({ mutations, refactorings }) => mutations + refactorings > 0, {
    error: "Ask for at least one mutation or refactoring of a statement.",
  });
export type TeachOptions = z.output<typeof teachOptionsSchema>;
export type TeachOptionsInput = z.input<typeof teachOptionsSchema>;

/** How a model is asked. */
export const samplingSchema = z.object({
  model: z.string().trim().min(1).max(200),
  temperature: z.number().min(0).max(2).default(0.8),
  /** Tokens that one reply may have. */
  maxTokens: z.int().min(16).max(100_000).default(1500),
});
export type Sampling = z.output<typeof samplingSchema>;

/** US dollars for a million tokens. */
export const pricesSchema = z.object({ input: z.number().min(0), output: z.number().min(0) });
export type Prices = z.infer<typeof pricesSchema>;

/** Where a model is reached. The key stays on the server. */
export const endpointSchema = z.object({
  /** Without `/chat/completions`: `https://api.example.com/v1`. */
  baseUrl: z
    .url({ protocol: /^https?$/, error: "An address that begins with http:// or https://." })
    .max(500)
    .refine((text) => !/[?#@]/.test(text), { error: "An address without a name, a password or a query." }),
  apiKey: z.string().min(1).max(1000).nullable(),
  /** Whether addresses of this machine and of private networks may be connected to. */
  allowPrivate: z.boolean(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** Tokens of one call as the server counts them; null where it does not say. */
export const usageSchema = z.object({
  promptTokens: z.int().min(0).nullable(),
  completionTokens: z.int().min(0).nullable(),
});
export type Usage = z.infer<typeof usageSchema>;

/** The answer to one tiny request: that it works, or in words why not. */
export const teacherTestSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("works"),
    /** The model as the server names it. */
    model: z.string(),
    latencyMs: z.number(),
    /** Whether replies may be asked for by a JSON schema; else they are asked for in words. */
    structured: z.boolean(),
  }),
  z.object({ outcome: z.literal("fails"), reason: z.string() }),
]);
export type TeacherTest = z.infer<typeof teacherTestSchema>;

/** One rewrite as a model proposed it. */
export type Proposal = {
  intent: z.infer<typeof intentSchema>;
  line: number | null;
  code: string;
  reason: string;
};

/** Why nothing at all could be taken from a reply. */
export const replyFaults = ["empty", "refused", "cut-off", "unreadable"] as const;
export type ReplyFault = (typeof replyFaults)[number];

/** Why a proposed rewrite made no mutant, besides what the mutation engine finds. */
const proposalDrops = [
  /** No text, no known intent, or not the form that was asked for. */
  "malformed",
  /** It says that it rewrites another line than the one asked for. */
  "wrong-line",
  /** More rewrites of this kind than were asked for. */
  "too-many",
  /** The problem has a program with this text already. */
  "duplicate",
] as const;
export const teachDrops = [...replyFaults, ...proposalDrops, ...rewriteDrops] as const;
export type TeachDrop = (typeof teachDrops)[number];

/** The reasons as people say them. */
const dropWords = {
  empty: "empty",
  refused: "refused by the model",
  "cut-off": "cut off",
  unreadable: "unreadable",
  malformed: "not in the asked form",
  "wrong-line": "of another line",
  "too-many": "more than asked for",
  duplicate: "there already",
  "too-long": "too long",
  unchanged: "no change",
  unparsable: "not Python",
  "other-lines": "touching other lines",
} as const satisfies Record<TeachDrop, string>;

/** "3 no change, 1 cut off": how much was dropped for which reason, the most first; empty when nothing was. */
export function wordsForDrops(
  dropped: Readonly<Record<string, number>>,
  shown: (count: number) => string = String,
): string {
  const words: Readonly<Record<string, string>> = dropWords;
  return Object.entries(dropped)
    .sort(([, one], [, other]) => other - one)
    .map(([drop, count]) => `${shown(count)} ${words[drop] ?? drop}`)
    .join(", ");
}

/** Mutants of a model's stand under these names where those of operators stand under the operator's. */
const llmOperators = {
  "llm-mutate": "A language model wrote it to break the program.",
  "llm-refactor": "A language model wrote it to keep the program's behaviour.",
} as const;
export type LlmOperator = keyof typeof llmOperators;

export function llmOperatorOf(intent: Proposal["intent"]): LlmOperator {
  return `llm-${intent}`;
}

/** The sentence of such a name; null for an operator's. */
export function describeLlmOperator(id: string): string | null {
  return Object.entries(llmOperators).find(([known]) => known === id)?.[1] ?? null;
}

/** What became of one reply. A reply of which nothing could be read counts as one dropped proposal. */
export const callOutcomeSchema = z.object({
  proposed: z.int(),
  kept: z.int(),
  dropped: z.partialRecord(z.enum(teachDrops), z.int()),
});
export type CallOutcome = z.infer<typeof callOutcomeSchema>;

/** A go at a dataset before it is begun. */
export const teachEstimateSchema = z.object({
  problems: z.int(),
  /** Statements that would be asked about: one call each. */
  calls: z.int(),
  /** That would be made: by the share of earlier rewrites that were kept, else as if all were. */
  mutants: z.int(),
  /** Null before the model was asked often enough to tell. */
  seconds: z.number().nullable(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  /** Null without prices. */
  costUsd: z.number().nullable(),
  /** `earlier-calls`: from what this model's calls took so far; `lengths`: from the lengths of the texts alone. */
  basis: z.enum(["earlier-calls", "lengths"]),
});
export type TeachEstimate = z.infer<typeof teachEstimateSchema>;
