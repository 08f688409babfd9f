import { z } from "zod";
import { ruleIdSchema, splitSchema, targetSchema, verdictSchema } from "../core/vocabulary";

export const exportFormats = ["trl-stepwise", "contrast", "first-error"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportOptionsSchema = z.object({
  datasetId: z.int32(),
  format: z.enum(exportFormats).default("trl-stepwise"),
  /** Absent: the dataset's. */
  rule: ruleIdSchema.optional(),
  /** Absent or empty: every split. */
  splits: z.array(splitSchema).default([]),
});
export type ExportOptions = z.input<typeof exportOptionsSchema>;

/** Problems of the chosen splits that have programs, and their programs. */
const readSchema = z.object({ problems: z.int(), programs: z.int() });

const stepwiseCountsSchema = readSchema.extend({
  /** Lines of the file: programs with at least one label that counts. */
  rows: z.int(),
  /** Steps of these rows: lines that are not blank, and ends of programs. */
  steps: z.int(),
  correct: z.int(),
  incorrect: z.int(),
  /** Masked steps of all programs, each counted under the first cause that applies. */
  masked: z.object({
    /** Comments, docstrings, lone brackets. */
    neutral: z.int(),
    /** No label: not executed, survived, below an error. */
    unknown: z.int(),
    /** Masked by a decision. */
    decided: z.int(),
    /** The same problem, prefix and line counts in another row. */
    duplicate: z.int(),
    /** The same problem, prefix and line with different labels. */
    contradicting: z.int(),
  }),
  /** Programs of which nothing counts; they have no row. */
  emptyPrograms: z.int(),
});
export type StepwiseCounts = z.infer<typeof stepwiseCountsSchema>;

const contrastCountsSchema = readSchema.extend({
  /** Lines of the file. */
  groups: z.int(),
  /** Texts on either side, over all groups. */
  positives: z.int(),
  negatives: z.int(),
  /**
   * What could stand in a group and does not, each counted under the first cause that applies: references' steps, and
   * of each mutant its label line.
   */
  leftOut: z.object({
    /** The label line of a mutant that was meant to break and passes all tests. */
    survived: z.int(),
    /** The label line of a refactoring that does not pass. */
    broke: z.int(),
    /** No label, or neutral. */
    unlabelled: z.int(),
    /** Masked by a decision. */
    decided: z.int(),
    /** No run of the program came to the line. */
    notExecuted: z.int(),
    /** The same prefix and text with different labels. */
    contradicting: z.int(),
    /** Nothing of the other side follows the same prefix. */
    alone: z.int(),
  }),
});
export type ContrastCounts = z.infer<typeof contrastCountsSchema>;

/** What can follow a prefix: one step's text, and the programs in which it does. */
const continuationSchema = z.object({
  text: z.string(),
  /** `operator` is null for a reference and for a candidate. */
  sources: z.array(z.object({ program: z.int(), operator: z.string().nullable() })),
});
export type Continuation = z.infer<typeof continuationSchema>;

/** Right and wrong next steps of one prefix: a row of the format `contrast`. */
export const contrastGroupSchema = z.object({
  problem: z.string(),
  prompt: z.string(),
  /** The steps before, joined by newlines; a newline stands between it and `text`, unless it is empty. */
  prefix: z.string(),
  /** 1-based; of the first source's step. */
  line: z.int(),
  positives: z.array(continuationSchema),
  negatives: z.array(continuationSchema),
});
export type ContrastGroup = z.infer<typeof contrastGroupSchema>;

const benchmarkCountsSchema = readSchema.extend({
  /** Lines of the file. */
  rows: z.int(),
  right: z.int(),
  wrong: z.int(),
  /** Programs without a row, each counted under the first cause that applies. */
  leftOut: z.object({
    /** Some line is masked by a decision. */
    masked: z.int(),
    /** Meant to break, and passes all tests. */
    survived: z.int(),
    /** A compiler finds it. */
    compileError: z.int(),
    /** A line before the first error has no label, or the labels do not say what the tests say. */
    unlabelled: z.int(),
    /** Another program of the problem is the same but for white space. */
    duplicate: z.int(),
    /** More than the problem's share, or without a partner of the other side. */
    unbalanced: z.int(),
  }),
});
export type BenchmarkCounts = z.infer<typeof benchmarkCountsSchema>;

/** A program of the first-error benchmark: a row of the format `first-error`. */
export const benchmarkRowSchema = z.object({
  id: z.string(),
  problem: z.string(),
  statement: z.string(),
  code: z.string(),
  /** The program's lines that are not blank, and its end. */
  steps: z.array(z.string()),
  /** 0-based step of the first error, -1 for a right program. */
  label: z.int().min(-1),
  /** The same as a 1-based line; the end of the program is the line after the last one. */
  first_error: z.int().nullable(),
  /** 1-based line of each step. */
  step_lines: z.array(z.int()),
  /** Steps that can't be wrong: comments, docstrings, lone brackets. They are never predicted. */
  neutral_steps: z.array(z.int()),
  final_answer_correct: z.boolean(),
  /** The operator that made it, or "reference". */
  generator: z.string(),
  verdict: verdictSchema.nullable(),
});
export type BenchmarkRow = z.infer<typeof benchmarkRowSchema>;

/** A benchmark row with what a scorer says: `linewise score` adds `line_scores`; others may give a `prediction`. */
export const scoredBenchmarkRowSchema = benchmarkRowSchema
  .pick({ id: true, label: true, step_lines: true, neutral_steps: true })
  .extend({
    /** The chance that each line is correct, end of program last; null where there is no score. */
    line_scores: z.array(z.number().nullable()).optional(),
    /** 1-based line of the predicted first error; null for none. Goes before `line_scores`. */
    prediction: z.int().nullable().optional(),
  })
  .refine(({ line_scores, prediction }) => line_scores !== undefined || prediction !== undefined, {
    error: "a row needs line_scores (linewise score adds them) or a prediction",
  });
export type ScoredBenchmarkRow = z.infer<typeof scoredBenchmarkRowSchema>;

const shareSchema = z.number().nullable();
/** All shares are of 1, null where nothing could be measured. */
const benchmarkResultSchema = z.object({
  rows: z.int(),
  wrong: z.int(),
  right: z.int(),
  threshold: z.number(),
  /** Wrong programs whose first error was predicted exactly. */
  wrong_accuracy: shareSchema,
  /** Right programs for which no error was predicted. */
  right_accuracy: shareSchema,
  f1: shareSchema,
  /** The first error has the lowest, or one of the three lowest, scores of its program. */
  top1: shareSchema,
  top3: shareSchema,
  /** Of a wrong program's right steps, those that score higher than its wrong one. */
  within_program_auc: shareSchema,
  /** Right steps below the threshold, a hundred. */
  false_alarms_per_100: shareSchema,
});
export type BenchmarkResult = z.infer<typeof benchmarkResultSchema>;

const manifestSchema = z.object({
  dataset: z.string(),
  rule: ruleIdSchema,
  /** What a label claims about its line. */
  target: targetSchema,
  /** Overrides up to this event of the dataset are in. */
  max_seq: z.int(),
  splits: z.array(splitSchema),
  created: z.string(),
  /** Text of the step that closes every program. */
  end_of_program: z.string(),
  blank_lines: z.literal("join-next"),
  /**
   * Problems of the chosen splits other than `test` that are like a test problem, with up to 100 of their keys. They are
   * in the file only when the split `test` is.
   */
  leakage: z.object({ problems: z.int(), keys: z.array(z.string()) }),
  /** Of the file's bytes. */
  sha256: z.string(),
  bytes: z.int(),
  command: z.string(),
});

const stepwiseSummarySchema = z.object({
  format: z.literal("trl-stepwise"),
  labels: z.object({ correct: z.literal(1), incorrect: z.literal(0), masked: z.literal(-100) }),
  counts: stepwiseCountsSchema,
  /** Up to 100 of the keys whose labels contradict each other. */
  contradictions: z.array(z.object({ problem: z.string(), programs: z.array(z.int()), line: z.int() })),
});
const contrastSummarySchema = z.object({ format: z.literal("contrast"), counts: contrastCountsSchema });
const benchmarkSummarySchema = z.object({
  format: z.literal("first-error"),
  counts: benchmarkCountsSchema,
  /** Problems that are like one before them, passed over. */
  near_duplicates: z.int(),
});

/** What a format says of the rows that it made. */
const formatSummarySchema = z.discriminatedUnion("format", [
  stepwiseSummarySchema,
  contrastSummarySchema,
  benchmarkSummarySchema,
]);
export type FormatSummary = z.infer<typeof formatSummarySchema>;

/** What was exported, and how to make it again. */
export const exportManifestSchema = z.discriminatedUnion("format", [
  manifestSchema.extend(stepwiseSummarySchema.shape),
  manifestSchema.extend(contrastSummarySchema.shape),
  manifestSchema.extend(benchmarkSummarySchema.shape),
]);
export type ExportManifest = z.infer<typeof exportManifestSchema>;

export const exportPreviewSchema = z.object({
  /** Without those that are left out as like a test problem. */
  problems: z.int(),
  programs: z.int(),
  /** Null when the dataset is too large to be counted while somebody waits. */
  manifest: exportManifestSchema.nullable(),
  /** The first few contrast groups; none in other formats. */
  groups: z.array(contrastGroupSchema),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;
