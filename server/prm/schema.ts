import { z } from "zod";
import { languageSchema, ruleIdSchema, targetSchema } from "../core/vocabulary";

const metricSchema = z.object({
  name: z.string(),
  set: z.string(),
  value: z.number().nullable(),
  /** 95 % bootstrap interval. */
  interval: z.tuple([z.number(), z.number()]).nullable().optional(),
  n: z.int(),
  /** The best baseline on the same rows, and its name. */
  baseline: z.object({ name: z.string(), value: z.number() }).nullable().optional(),
});

/**
 * The text that stands for the end-of-program step wherever steps are written as text: in the bundled model's input and
 * as the last completion of a training row.
 */
export const endOfProgramText = "<|end_of_program|>";

/** `prm.json`: how to feed a model and how to read it. Keys are snake_case on disk because Python writes them. */
export const prmManifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  created: z.string(),
  licence: z.string(),
  description: z.string().default(""),
  languages: z.array(languageSchema),
  target: targetSchema,
  rule: ruleIdSchema.nullable().default(null),
  /** `{statement}` is replaced by the problem's statement; code lines follow, each closed by `separator`. */
  prompt_template: z.string(),
  separator: z.object({ text: z.string(), token_id: z.int().nullable() }),
  /** Text of the last step, which stands for end of program. */
  end_of_program: z.string(),
  /**
   * What becomes of blank lines, which have no step of their own. `skip`: the model never sees them, so that a score does
   * not depend on them. `join-next`: their newlines open the text of the next line's step (of end of program at last).
   */
  blank_lines: z.enum(["skip", "join-next"]).default("skip"),
  /** Entries of the tokenizer's vocabulary, and rows of the model's embedding. */
  vocabulary_size: z.int().positive(),
  max_tokens: z.int().positive(),
  /** Tokens of the statement kept at most (its head), so that code always has room. */
  max_prompt_tokens: z.int().positive(),
  inputs: z.object({ input_ids: z.string(), attention_mask: z.string().nullable() }),
  output: z.object({ name: z.string(), kind: z.enum(["token-logits-2", "token-logit-1", "token-reward"]) }),
  /** Positions of the two logits in the last axis, for `token-logits-2`. */
  label_order: z
    .tuple([z.enum(["incorrect", "correct"]), z.enum(["incorrect", "correct"])])
    .default(["incorrect", "correct"]),
  causal: z.boolean(),
  calibration: z.object({ temperature: z.number().positive(), bias: z.number(), on: z.string() }).nullable(),
  /** A line scoring below this is taken for the first error. */
  threshold: z.number(),
  aggregate: z.enum(["min", "mean", "product", "last"]),
  training: z.object({
    data: z.string(),
    data_digest: z.string(),
    problems: z.int(),
    rows: z.int(),
    /** Dataset names whose training-split problems the model saw: their scores are in-sample. */
    in_sample: z.array(z.object({ dataset: z.string(), splits: z.array(z.string()) })),
    parameters: z.int(),
    minutes: z.number(),
  }),
  metrics: z.array(metricSchema),
  files: z.record(z.string(), z.string()),
});
export type PrmManifest = z.infer<typeof prmManifestSchema>;

export const lineScoresSchema = z.object({
  /** One number a line and a last one for end of program; null where the model does not speak (neutral line). */
  scores: z.array(z.number().nullable()),
  /** The model's own numbers before calibration (log odds of "correct", or rewards), like `scores`. */
  raw: z.array(z.number().nullable()),
  /** First line scoring below the threshold; null when none does. */
  firstError: z.int().nullable(),
  aggregate: z.number().nullable(),
  model: z.string(),
  modelDigest: z.string(),
  calibrated: z.boolean(),
  threshold: z.number(),
  /** Tokens of the longest window, and how many windows the program needed. */
  tokens: z.int(),
  windows: z.int(),
});
export type LineScores = z.infer<typeof lineScoresSchema>;

export const scoreRequestSchema = z.object({ statement: z.string(), code: z.string() });
export type ScoreRequest = z.infer<typeof scoreRequestSchema>;
