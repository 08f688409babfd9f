import { z } from "zod";
import { ruleIdSchema, splitSchema, targetSchema } from "../core/vocabulary";

export const exportFormats = ["trl-stepwise"] as const;

export const exportOptionsSchema = z.object({
  datasetId: z.int32(),
  format: z.enum(exportFormats).default("trl-stepwise"),
  /** Absent: the dataset's. */
  rule: ruleIdSchema.optional(),
  /** Absent or empty: every split. */
  splits: z.array(splitSchema).default([]),
});
export type ExportOptions = z.input<typeof exportOptionsSchema>;

export const exportCountsSchema = z.object({
  /** Problems of the chosen splits that have programs, and their programs. */
  problems: z.int(),
  programs: z.int(),
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
export type ExportCounts = z.infer<typeof exportCountsSchema>;

/** What was exported, and how to make it again. */
export const exportManifestSchema = z.object({
  format: z.enum(exportFormats),
  dataset: z.string(),
  rule: ruleIdSchema,
  /** What a label claims about its line. */
  target: targetSchema,
  /** Overrides up to this event of the dataset are in. */
  max_seq: z.int(),
  splits: z.array(splitSchema),
  created: z.string(),
  /** Text of the last step of every row. */
  end_of_program: z.string(),
  blank_lines: z.literal("join-next"),
  labels: z.object({ correct: z.literal(1), incorrect: z.literal(0), masked: z.literal(-100) }),
  counts: exportCountsSchema,
  /** Up to 100 of the keys whose labels contradict each other. */
  contradictions: z.array(z.object({ problem: z.string(), programs: z.array(z.int()), line: z.int() })),
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
export type ExportManifest = z.infer<typeof exportManifestSchema>;

export const exportPreviewSchema = z.object({
  problems: z.int(),
  programs: z.int(),
  /** Null when the dataset is too large to be counted while somebody waits. */
  manifest: exportManifestSchema.nullable(),
});
export type ExportPreview = z.infer<typeof exportPreviewSchema>;
