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

const inSampleSchema = z.array(
  z.object({
    dataset: z.string(),
    splits: z.array(z.string()),
    /** Keys of problems that were held out: a fold's model gives out-of-fold scores for them. */
    held_out: z.array(z.string()).optional(),
  }),
);

/**
 * Models of one training loop belong together: each of `of` folds has one that held it out, and one, with no index, was
 * trained on all of them. A problem's out-of-fold scores are those of the model that held it out.
 */
const foldSchema = z.object({
  group: z.string().min(1),
  index: z.int().min(1).nullable(),
  of: z.int().min(2),
});

/** How one number for a program is made of its lines' scores. */
export const aggregateSchema = z.enum(["min", "mean", "product", "last"]);

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
  /**
   * Names of a further input and output by which a causal model goes on from an earlier prefix. `past`, [P, size] float32:
   * what it kept of the P tokens before `input_ids` (an attention mask then covers those too), P may be 0; `present`,
   * [T, size]: the same of its T tokens, a row a token. It is given prefixes that end before the prompt's last token or
   * before a separator, which then begins `input_ids`.
   */
  cache: z
    .object({ past: z.string(), present: z.string(), size: z.int().positive() })
    .nullable()
    .default(null),
  calibration: z.object({ temperature: z.number().positive(), bias: z.number(), on: z.string() }).nullable(),
  /** A line scoring below this is taken for the first error. */
  threshold: z.number(),
  aggregate: aggregateSchema,
  training: z.object({
    data: z.string(),
    data_digest: z.string(),
    problems: z.int(),
    rows: z.int(),
    /** Dataset names whose training-split problems the model saw: their scores are in-sample. */
    in_sample: inSampleSchema,
    parameters: z.int(),
    minutes: z.number(),
    fold: foldSchema.nullable().default(null),
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

/**
 * `neutralLines`: `skip`, comments, docstrings and lone brackets have no score; `score`, they get the model's number too,
 * which no label has trained. `aggregate`: instead of the manifest's.
 */
export const scoreRequestSchema = z.object({
  statement: z.string(),
  code: z.string(),
  neutralLines: z.enum(["skip", "score"]).optional(),
  aggregate: aggregateSchema.optional(),
});
export type ScoreRequest = z.infer<typeof scoreRequestSchema>;

/**
 * How a program's scores become rewards of its lines. `sum`: each line's own score, for a return that adds them up. `min`:
 * scores weighted by a softmin of `temperature`, so that their sum is near the smallest one.
 */
export const creditSchema = z.object({
  form: z.enum(["sum", "min"]),
  temperature: z.number().positive().max(100).default(0.1),
  /** Divide by the number of scored lines, so that longer programs gain nothing by their length. */
  divideByLength: z.boolean().default(false),
});
export type Credit = z.infer<typeof creditSchema>;

/** Programs scored in one call. */
export const maxPrograms = 1_024;
/** Characters (UTF-16 units) of statements and programs in one call. */
export const maxCharacters = 1_000_000;
/** Lines of all programs in one call: what comes back grows with them. */
export const maxLines = 50_000;

export const scoreProgramsSchema = z.object({
  programs: z.array(scoreRequestSchema).min(1).max(maxPrograms),
  credit: creditSchema.optional(),
});
export type ScorePrograms = z.infer<typeof scoreProgramsSchema>;

/** In the order of the request. `rewards` like `scores`; null without `credit`. */
export const programScoresSchema = z.object({
  model: z.object({
    name: z.string(),
    version: z.string(),
    /** Of everything that decides a score, and of what turns the model's numbers into scores and a first error. */
    digest: z.string(),
    calibrationDigest: z.string(),
    calibrated: z.boolean(),
    threshold: z.number(),
    aggregate: aggregateSchema,
    inSample: inSampleSchema,
  }),
  programs: z.array(
    lineScoresSchema
      .pick({ scores: true, firstError: true, aggregate: true, tokens: true, windows: true })
      .extend({ rewards: z.array(z.number().nullable()).nullable() }),
  ),
});
export type ProgramScores = z.infer<typeof programScoresSchema>;

/** A problem as manifests name it. */
type NamedProblem = { split: string; key: string };

/**
 * Says of a dataset's problems whether a model saw them in training: its scores then say nothing about their labels. The
 * manifest names data by what they are; a dataset may be called otherwise here, but a problem keeps the format that it
 * came in.
 */
export function inSampleTest(
  seen: z.infer<typeof inSampleSchema>,
  names: readonly string[],
): (problem: NamedProblem) => boolean {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const entries = seen
    .filter(({ dataset }) => known.has(dataset.toLowerCase()))
    .map(({ splits, held_out = [] }) => ({ splits, heldOut: new Set(held_out) }));
  return ({ split, key }) =>
    entries.some(({ splits, heldOut }) => splits.includes(split) && !heldOut.has(key));
}

/** `inSampleTest` of one problem. */
export function isInSample(
  seen: z.infer<typeof inSampleSchema>,
  { names, ...problem }: NamedProblem & { names: readonly string[] },
): boolean {
  return inSampleTest(seen, names)(problem);
}
