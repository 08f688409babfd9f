import { z } from "zod";

/**
 * The parts of a job's result that are shown. The full contracts stand in the server's jobs room, which pages do not
 * load; a result that lacks one of these is not shown rather than guessed at.
 */
export const importResultSchema = z.object({
  datasetId: z.int(),
  problems: z.int(),
  unchanged: z.int(),
  rejected: z.array(z.object({ line: z.int(), key: z.string().nullable(), reason: z.string() })),
  rejectedMore: z.int().default(0),
  leaking: z.array(z.unknown()).default([]),
  leakingMore: z.int().default(0),
});

export const buildResultSchema = z.object({
  problems: z.int(),
  mutants: z.int(),
  failed: z.array(z.object({ key: z.string(), reason: z.string() })),
});

export const rerunResultSchema = z.object({
  programs: z.int(),
  runs: z.int(),
  failed: z.int().default(0),
  left: z.int().default(0),
  flaky: z.int(),
  changed: z.int(),
});

export const teachResultSchema = z.object({
  kept: z.int(),
  proposed: z.int(),
  dropped: z.record(z.string(), z.int()),
  calls: z.int(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  costUsd: z.number().nullable(),
  stopped: z.enum(["tokens", "cost"]).nullable(),
  failed: z.array(z.object({ key: z.string(), line: z.int().nullable(), reason: z.string() })),
  failedMore: z.int(),
});

export const scoreResultSchema = z.object({ programs: z.int() });

export const distinguishResultSchema = z.object({
  survivors: z.int(),
  toldApart: z.int(),
  debatable: z.int(),
});
