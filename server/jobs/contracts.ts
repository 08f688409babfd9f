/** What a job is asked to do and what it answers. Parsed when it is enqueued and again when it is worked. */
import { z } from "zod";
import { mutateOptionsSchema } from "../mutation/schema";

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

/** Score every program of a dataset with a model; programs it has scored already are passed over. */
export const scorePayloadSchema = z.object({ datasetId: z.int(), modelId: z.int().nullable().default(null) });
export const scoreResultSchema = z.object({ programs: z.int(), modelId: z.int() });

export const jobContracts = {
  import: { payload: importPayloadSchema, result: importResultSchema },
  build: { payload: buildPayloadSchema, result: buildResultSchema },
  score: { payload: scorePayloadSchema, result: scoreResultSchema },
} as const;
export type JobKind = keyof typeof jobContracts;
export const jobKinds = Object.keys(jobContracts) as JobKind[];
export type JobPayload<K extends JobKind> = z.infer<(typeof jobContracts)[K]["payload"]>;
export type JobPayloadInput<K extends JobKind> = z.input<(typeof jobContracts)[K]["payload"]>;
export type JobResult<K extends JobKind> = z.infer<(typeof jobContracts)[K]["result"]>;
