/** What a job is asked to do and what it answers. Parsed when it is enqueued and again when it is worked. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { intentSchema, suspicionReasonSchema, verdictSchema } from "../core/vocabulary";
import { mutateOptionsSchema } from "../mutation/schema";
import { callOutcomeSchema, pricesSchema, samplingSchema, teachOptionsSchema } from "../teacher/schema";

/** A row or field that could not be taken in, and where it stands. */
export const rejectionSchema = z.object({ line: z.int(), key: z.string().nullable(), reason: z.string() });
export type Rejection = z.infer<typeof rejectionSchema>;

export const importFormats = ["mbpp", "starter"] as const;

export const importPayloadSchema = z.object({
  /** File (or, for `starter`, folder) on the server's disk; an upload is deleted once it has been imported. */
  path: z.string(),
  format: z.enum(importFormats),
  dataset: z.string().trim().min(1).max(100),
  /** Only the first so many rows. */
  limit: z.int().positive().optional(),
  deleteAfter: z.boolean().default(false),
  /** Build the dataset with these options once it is in, and score it; null: leave it as imported. */
  build: mutateOptionsSchema.nullable().default(null),
});
export const importResultSchema = z.object({
  datasetId: z.int(),
  problems: z.int(),
  /** Rows whose key the dataset already has with the same content. */
  unchanged: z.int(),
  /** Near-duplicates of reserved problems, which went into the split `test` with them. */
  reserved: z.int().optional(),
  /** What was left out: the first thousand, and how many more there are. */
  rejected: z.array(rejectionSchema),
  rejectedMore: z.int().optional(),
  /** Problems imported earlier for training that are like test problems, and how many more: exports of train leave them out. */
  leaking: z.array(z.object({ dataset: z.string(), key: z.string() })).optional(),
  leakingMore: z.int().optional(),
});

/** Mutate, verify and label a dataset. Problems already built with the same options are passed over. */
export const buildPayloadSchema = z.object({
  datasetId: z.int(),
  options: mutateOptionsSchema.default({ seed: 0 }),
});
export const buildResultSchema = z.object({
  problems: z.int(),
  mutants: z.int(),
  verdicts: z.record(z.string(), z.int()),
  /** Problems that could not be built, with the reason (a reference that fails its own tests, say). */
  failed: z.array(z.object({ key: z.string(), reason: z.string() })),
});

/**
 * Score every program of a dataset with a model; programs it has scored already are passed over. `group`: with the fold
 * models of a training loop instead, each program with the one that held its problem out.
 */
export const scorePayloadSchema = z.object({
  datasetId: z.int(),
  modelId: z.int().nullable().default(null),
  group: z.string().nullable().default(null),
});
export const scoreResultSchema = z.object({
  programs: z.int(),
  modelId: z.int().nullable(),
  group: z.string().nullable().default(null),
});

/**
 * Train on a dataset's labels: export, train (with folds, one model a fold besides the one of everything), register, score
 * out of fold, say where the fold models disagree with the labels.
 */
export const trainOptionsSchema = z.object({
  /** Training time of all models together. */
  minutes: z
    .number()
    .positive()
    .max(24 * 60)
    .default(10),
  /** 0: one model and no out-of-fold scores. */
  folds: z
    .int()
    .min(0)
    .max(20)
    .refine((folds) => folds !== 1, "one fold would hold everything out")
    .default(3),
  from: z.enum(["active", "scratch"]).default("active"),
});
export const trainPayloadSchema = trainOptionsSchema.extend({
  datasetId: z.int(),
  /** Names the run's folder and record: an interrupted run goes on where it was. */
  run: z.uuid().default(() => randomUUID()),
});
export const trainResultSchema = z.object({
  /** The model of everything, and the fold models. */
  modelId: z.int(),
  foldModelIds: z.array(z.int()),
  rows: z.int(),
  problems: z.int(),
  /** Programs scored out of fold; label lines looked at, and those on which the fold models disagree with the label. */
  scored: z.int(),
  lines: z.int(),
  disagreeing: z.int(),
});

/** Look for inputs that tell survivors from their references; survivors already searched with the same are passed over. */
export const distinguishPayloadSchema = z.object({
  datasetId: z.int(),
  /** Only this program; null: every survivor of the dataset. */
  programId: z.int().nullable().default(null),
  seed: z.int32().default(0),
  /** Inputs tried on a survivor at most. */
  budget: z.int().min(1).max(2_000).default(200),
});
export const distinguishResultSchema = z.object({
  survivors: z.int(),
  /** Of all survivors, searched now or before: those with an input that settles them if it is valid, and those with others only. */
  toldApart: z.int(),
  debatable: z.int(),
});

/** Which programs of a dataset are run again: those for which everything given holds. */
export const rerunFilterSchema = z.object({
  programIds: z.array(z.int()).min(1).max(1_000).optional(),
  problemIds: z.array(z.int32()).min(1).max(1_000).optional(),
  verdicts: z.array(verdictSchema).min(1).optional(),
  intents: z.array(intentSchema).min(1).optional(),
  reasons: z.array(suspicionReasonSchema).min(1).optional(),
});

/** Run programs again, each `times` times, and say what follows from all their runs together. */
export const rerunPayloadSchema = z.object({
  datasetId: z.int(),
  filter: rerunFilterSchema.default({}),
  times: z.int().min(1).max(100).default(5),
  /** Marks the runs that are made: an interrupted re-run goes on where it was. */
  batch: z.uuid().default(() => randomUUID()),
});
export const rerunResultSchema = z.object({
  programs: z.int(),
  runs: z.int(),
  /** Runs among them that the sandbox failed: they say nothing. */
  failed: z.int(),
  /** Mutants that were not run: the sandbox failed at their reference, whose run on the present tests sets their budget. */
  left: z.int(),
  /** Programs run again whose runs disagree. */
  flaky: z.int(),
  /** Programs whose verdict is another one than before; of a re-run that was interrupted, since it went on. */
  changed: z.int(),
});

/**
 * Ask a language model for rewrites of every statement, verify and label them. Which model and at what price is settled when
 * the job is asked for; the address and the key are read when it runs. Replies that were paid for are never asked for again.
 */
export const teachPayloadSchema = z.object({
  datasetId: z.int(),
  options: teachOptionsSchema,
  sampling: samplingSchema,
  prices: pricesSchema.nullable(),
});
export const teachResultSchema = callOutcomeSchema.extend({
  /** Calls that this job paid for, and what they took. */
  calls: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  costUsd: z.number().nullable(),
  /** Replies that were used, also such as an earlier job had paid for. */
  replies: z.int(),
  /** The budget that was used up before every statement was asked about. */
  stopped: z.enum(["tokens", "cost"]).nullable(),
  /** Statements (or, without a line, whole problems) that nothing came of: the first thousand, and how many more. */
  failed: z.array(z.object({ key: z.string(), line: z.int().nullable(), reason: z.string() })),
  failedMore: z.int(),
});

export const jobContracts = {
  import: { payload: importPayloadSchema, result: importResultSchema },
  build: { payload: buildPayloadSchema, result: buildResultSchema },
  score: { payload: scorePayloadSchema, result: scoreResultSchema },
  teach: { payload: teachPayloadSchema, result: teachResultSchema },
  rerun: { payload: rerunPayloadSchema, result: rerunResultSchema },
  distinguish: { payload: distinguishPayloadSchema, result: distinguishResultSchema },
  train: { payload: trainPayloadSchema, result: trainResultSchema },
} as const;
export type JobKind = keyof typeof jobContracts;
export const jobKinds = Object.keys(jobContracts) as JobKind[];
export type JobPayload<K extends JobKind> = z.infer<(typeof jobContracts)[K]["payload"]>;
export type JobPayloadInput<K extends JobKind> = z.input<(typeof jobContracts)[K]["payload"]>;
export type JobResult<K extends JobKind> = z.infer<(typeof jobContracts)[K]["result"]>;
