import { z } from "zod";
import {
  intentSchema,
  labelSchema,
  originSchema,
  overrideReasonSchema,
  suspicionReasonSchema,
  verdictSchema,
} from "../core/vocabulary";
import { runViewSchema } from "../datasets/schema";
import { hunkSchema } from "../mutation/schema";
import { distinguishingInputSchema } from "../verification/schema";

/** Where a line's effective label comes from. */
export const labelSources = [
  /** A person decided on this very line. */
  "override",
  /** The rule speaks of this line. */
  "rule",
  /** Resolved through the line map to the parent's line, where the rule spoke. */
  "parent",
  /** Resolved through the line map to the parent's line, where a person decided. */
  "parent-override",
  /** Below a failed edit, or a line that a person called incorrect: no label. */
  "tainted",
  /** Nothing speaks of it. */
  "none",
] as const;

export const lineViewSchema = z.object({
  /** 1-based; lineCount + 1 is the end of program. */
  line: z.int(),
  kind: z.enum(["code", "blank", "comment", "docstring", "bracket", "end-of-program"]),
  label: labelSchema.nullable(),
  from: z.enum(labelSources),
  /** What the rule (here or through the parent) says, whatever was decided. */
  automatic: labelSchema.nullable(),
  /** The parent's line it resolves to, null where it has none. */
  parentLine: z.int().nullable(),
  /** Null: the provider could not tell. */
  executed: z.boolean().nullable(),
  masked: z.boolean(),
  /** A rule, run or test changed under the decision. */
  outdated: z.boolean(),
  reason: overrideReasonSchema.nullable(),
  annotator: z.string().nullable(),
  /** seq of the line's last event, 0 for none: hand it back as `seenSeq`. */
  headSeq: z.int(),
  score: z.number().nullable(),
});
export type LineView = z.infer<typeof lineViewSchema>;

/** The reply that a mutant came from; tokens and cost are the whole reply's. */
export const taughtSchema = z.object({
  /** As the server named it, else as it was asked for. */
  model: z.string(),
  prompt: z.string(),
  temperature: z.number(),
  promptTokens: z.int().nullable(),
  completionTokens: z.int().nullable(),
  costUsd: z.number().nullable(),
  /** The model's own words, in a line; empty when it gave none. */
  reason: z.string(),
});
export type Taught = z.infer<typeof taughtSchema>;

/** A program with everything the problem page shows of it. */
export const programDetailSchema = z.object({
  id: z.int(),
  problemId: z.int(),
  parentId: z.int().nullable(),
  origin: originSchema,
  code: z.string(),
  parentCode: z.string().nullable(),
  operator: z.string().nullable(),
  operatorSummary: z.string().nullable(),
  intent: intentSchema.nullable(),
  hunks: z.array(hunkSchema),
  labelLine: z.int().nullable(),
  siteIndex: z.int().nullable(),
  siteCount: z.int().nullable(),
  probability: z.number().nullable(),
  /** Of a mutant that a language model wrote: how it came about. */
  taught: taughtSchema.nullable(),
  verdict: verdictSchema.nullable(),
  run: runViewSchema.nullable(),
  reasons: z.array(suspicionReasonSchema),
  suspicion: z.number(),
  /** How the rule came to the label line's label, in a sentence; null before it was labelled. */
  derivation: z.string().nullable(),
  rule: z.string(),
  lines: z.array(lineViewSchema),
  scores: z
    .object({
      model: z.string(),
      firstError: z.int().nullable(),
      inSample: z.boolean(),
      threshold: z.number(),
    })
    .nullable(),
  /** Of a mutant with whose label fold models disagree: the out-of-fold score of its label line, and whose it is. */
  disagreement: z.object({ score: z.number(), model: z.string() }).nullable(),
});
export type ProgramDetail = z.infer<typeof programDetailSchema>;

/** One of a program's runs, as the drawer lists them. */
export const runRowSchema = runViewSchema
  .pick({
    id: true,
    verdict: true,
    attempts: true,
    suiteVersion: true,
    cpuUs: true,
    cpuLimitMs: true,
    message: true,
    provider: true,
    interpreter: true,
    at: true,
  })
  .extend({
    /** Made by a re-run; else by a build. */
    rerun: z.boolean(),
    /** The run that the program's verdict and labels rest on. */
    counts: z.boolean(),
  });
export type RunRow = z.infer<typeof runRowSchema>;

export const voteInputSchema = z.object({
  /** A UUID made by the client: sending the same vote twice is harmless. */
  clientEvent: z.uuid(),
  programId: z.int(),
  line: z.int32().min(1),
  /** `keep` agrees with the automatic label; `withdraw` takes one's vote back; `unknown` says that nobody can tell. */
  value: z.enum(["correct", "incorrect", "neutral", "unknown", "keep", "withdraw"]),
  reason: overrideReasonSchema.nullish(),
  comment: z.string().max(4000).nullish(),
  seenSeq: z.int().min(0),
  blind: z.boolean().default(false),
  activeMs: z.int32().min(0).nullish(),
});
export type VoteInput = z.input<typeof voteInputSchema>;

export const firstErrorInputSchema = voteInputSchema.omit({ value: true, seenSeq: true }).extend({
  /** headSeq of every line of the program (index = line - 1), as the annotator saw them. */
  seenSeqs: z.array(z.int().min(0)),
});
export const commentInputSchema = voteInputSchema
  .pick({ clientEvent: true, programId: true, line: true })
  .extend({ comment: z.string().trim().min(1).max(4000) });
export const undoInputSchema = z.object({ clientEvent: z.uuid(), eventId: z.int() });

export const labelEventSchema = z.object({
  id: z.int(),
  seq: z.int(),
  programId: z.int(),
  line: z.int(),
  kind: z.enum(["vote", "withdraw", "comment", "undo"]),
  fromLabel: labelSchema.nullable(),
  toLabel: labelSchema.nullable(),
  keep: z.boolean(),
  reason: overrideReasonSchema.nullable(),
  comment: z.string().nullable(),
  annotator: z.string(),
  blind: z.boolean(),
  batch: z.string().nullable(),
  undoes: z.int().nullable(),
  at: z.date(),
});
export type LabelEvent = z.infer<typeof labelEventSchema>;

/**
 * Expected outcomes of a decision are values. On `conflict` nothing was written: somebody decided on that line after
 * `seenSeq`; `head` is their event, and the decision can be made again knowing it.
 */
export const voteResultSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("saved"),
    events: z.array(labelEventSchema),
    lines: z.array(lineViewSchema),
  }),
  z.object({ outcome: z.literal("conflict"), message: z.string(), head: labelEventSchema }),
]);
export type VoteResult = z.infer<typeof voteResultSchema>;

export const auditInputSchema = z.object({
  datasetId: z.int32(),
  /** Null: every reason, most suspicious first. */
  reason: suspicionReasonSchema.nullish(),
  cursor: z.string().nullish(),
  limit: z.int().min(1).max(200).default(60),
});
export const auditItemSchema = z.object({
  programId: z.int(),
  problemId: z.int(),
  problemKey: z.string(),
  problemTitle: z.string(),
  operator: z.string().nullable(),
  intent: intentSchema.nullable(),
  verdict: verdictSchema.nullable(),
  line: z.int(),
  /** The text of that line, for the list. */
  lineText: z.string(),
  label: labelSchema.nullable(),
  reasons: z.array(suspicionReasonSchema),
  rank: z.number(),
});
export type AuditItem = z.infer<typeof auditItemSchema>;
export const auditPageSchema = z.object({
  items: z.array(auditItemSchema),
  nextCursor: z.string().nullable(),
});
export const auditCountsSchema = z.object({
  open: z.partialRecord(suspicionReasonSchema, z.int()),
  settled: z.int(),
});

/** A line was shown to an annotator: which list, filter and order brought it up. */
export const impressionInputSchema = z.object({
  programId: z.int(),
  line: z.int32().min(1),
  why: z.record(z.string(), z.unknown()),
  /** The probability with which the list would show this line, where it samples. */
  inclusionProbability: z.number().min(0).max(1).nullish(),
  skipped: z.boolean().default(false),
  activeMs: z.int32().min(0).nullish(),
});

/** An input on which a mutant and its reference differ, with what was last said of it. */
const judgedInputSchema = distinguishingInputSchema.omit({ test: true }).extend({
  searchId: z.int(),
  ordinal: z.int(),
  /** Whether it can join the tests: what the reference gives there is something that a test can expect. */
  canJoin: z.boolean(),
  judgement: z
    .object({
      valid: z.boolean(),
      /** The version of the tests that it joined. */
      suiteVersion: z.int().nullable(),
      annotator: z.string(),
      at: z.date(),
    })
    .nullable(),
});
export type JudgedInput = z.infer<typeof judgedInputSchema>;

/** The last search for inputs that tell a program from its reference; null when there was none. */
export const distinguishingViewSchema = z.object({
  search: z
    .object({
      id: z.int(),
      suiteVersion: z.int(),
      engineVersion: z.int(),
      seed: z.int(),
      budget: z.int(),
      tried: z.int(),
      /** Of those tried: inputs on which the reference raises. */
      triedRaising: z.int(),
      reached: z.boolean().nullable(),
      infected: z.boolean().nullable(),
      ms: z.int(),
      at: z.date(),
      /** The tests have changed since. */
      outdated: z.boolean(),
    })
    .nullable(),
  inputs: z.array(judgedInputSchema),
  /** The unfinished job that searches the program. */
  jobId: z.int().nullable(),
});
export type DistinguishingView = z.infer<typeof distinguishingViewSchema>;
