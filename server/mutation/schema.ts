import { z } from "zod";
import { intentSchema, languageSchema, teacherSchema } from "../core/vocabulary";

/** Half-open, 1-based line ranges `[parentFrom, parentTo) -> [from, to)`. `from = to` is a deletion. */
export const hunkSchema = z.object({
  parentFrom: z.int().min(1),
  parentTo: z.int().min(1),
  from: z.int().min(1),
  to: z.int().min(1),
});
export type Hunk = z.infer<typeof hunkSchema>;

/** What changed between a parent and its mutant: hunks in ascending order, not touching each other. */
export const editSchema = z.object({
  hunks: z.array(hunkSchema).min(1),
  /** The first line of the mutant that differs from what the parent has next; may be the end-of-program step. */
  labelLine: z.int().min(1),
});
export type Edit = z.infer<typeof editSchema>;

export const mutantSchema = z.object({
  code: z.string(),
  operator: z.string(),
  operatorVersion: z.int(),
  intent: intentSchema,
  teacher: teacherSchema,
  edit: editSchema,
  /** The statement's parent line that was asked for (where the operator's site starts). */
  siteLine: z.int().min(1),
  /** Which of the operator's sites in this program, and how many there were. */
  siteIndex: z.int().min(0),
  siteCount: z.int().min(1),
  /** The probability with which sampling kept this mutant, in (0, 1]. */
  probability: z.number(),
  seed: z.int(),
});
export type Mutant = z.infer<typeof mutantSchema>;

/** Why a proposed rewrite of a statement makes no mutant: see `rewriteStatement`. */
export const rewriteDrops = ["too-long", "unchanged", "unparsable", "other-lines"] as const;
export type RewriteDrop = (typeof rewriteDrops)[number];

/** The lines of one statement, `[from, to)`; of a compound statement, those of its header. */
export type StatementLines = { from: number; to: number };

export const operatorInfoSchema = z.object({
  id: z.string(),
  version: z.int(),
  intent: intentSchema,
  languages: z.array(languageSchema),
  /** One sentence for people. */
  summary: z.string(),
  example: z.object({ before: z.string(), after: z.string(), hunks: z.array(hunkSchema) }),
});
export type OperatorInfo = z.infer<typeof operatorInfoSchema>;

export const mutateOptionsSchema = z.object({
  seed: z.int32().default(0),
  /** At most this many mutants for one parent line; all when absent. */
  perLine: z.int().min(1).optional(),
  /** At most this many mutants for one program; all when absent. */
  perProgram: z.int().min(1).optional(),
  operators: z.array(z.string()).optional(),
  intent: intentSchema.optional(),
});
export type MutateOptions = z.input<typeof mutateOptionsSchema>;
