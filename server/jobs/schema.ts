import { z } from "zod";

export const jobStates = ["queued", "running", "succeeded", "failed", "cancelled"] as const;

/** A job as the pages and the CLI see it. */
export const jobViewSchema = z.object({
  id: z.int(),
  kind: z.string(),
  datasetId: z.int().nullable(),
  datasetName: z.string().nullable(),
  state: z.enum(jobStates),
  done: z.int(),
  total: z.int().nullable(),
  message: z.string(),
  /** Units a second since it started (this attempt), and seconds left; null while unknown. */
  rate: z.number().nullable(),
  remainingS: z.number().nullable(),
  cancelRequested: z.boolean(),
  error: z.string().nullable(),
  result: z.unknown(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
});
export type JobView = z.infer<typeof jobViewSchema>;
