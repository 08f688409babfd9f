import { z } from "zod";
import { ruleIdSchema, splitSchema, targetSchema } from "../core/vocabulary";

export const exportFormats = ["trl-stepwise", "contrast"] as const;
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

/** What a format says of the rows that it made. */
const formatSummarySchema = z.discriminatedUnion("format", [stepwiseSummarySchema, contrastSummarySchema]);
export type FormatSummary = z.infer<typeof formatSummarySchema>;

/** What was exported, and how to make it again. */
export const exportManifestSchema = z.discriminatedUnion("format", [
  manifestSchema.extend(stepwiseSummarySchema.shape),
  manifestSchema.extend(contrastSummarySchema.shape),
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
