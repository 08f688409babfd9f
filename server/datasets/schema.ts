import { z } from "zod";
import { splitSchema, suspicionReasonSchema, verdictSchema } from "../core/vocabulary";
import { hunkSchema } from "../mutation/schema";
import { testCaseSchema, testOutcomeSchema } from "../verification/schema";

/** How many of each verdict; verdicts that do not occur are absent. */
const verdictCountsSchema = z.partialRecord(verdictSchema, z.int());
const reasonCountsSchema = z.partialRecord(suspicionReasonSchema, z.int());

export const datasetSummarySchema = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  rule: z.string(),
  problems: z.int(),
  builtProblems: z.int(),
  programs: z.int(),
  labelledPrograms: z.int(),
  /** Mutants by verdict. */
  verdicts: verdictCountsSchema,
  overrides: z.int(),
  /** Open suspicions, by reason. */
  suspicions: reasonCountsSchema,
  createdAt: z.date(),
});
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;

/** Sort keys of the problems table; each pages by keyset. */
export const problemSorts = ["key", "suspicion", "strength"] as const;

/** What the problems table is narrowed to. Within a facet any value suffices; between facets all must hold. */
export const problemFilterSchema = z.object({
  datasetId: z.int32(),
  search: z.string().max(200).default(""),
  verdicts: z.array(verdictSchema).default([]),
  reasons: z.array(suspicionReasonSchema).default([]),
  splits: z.array(splitSchema).default([]),
  /** Problems with a mutant of one of these; verdicts and reasons are then these mutants' alone. */
  operators: z.array(z.string().max(100)).max(200).default([]),
  /** Problems whose tests catch less than this share of their mutants. */
  strengthBelow: z.number().min(0).max(1).nullish(),
});
export type ProblemFilter = z.infer<typeof problemFilterSchema>;

export const problemPageInputSchema = problemFilterSchema.extend({
  sort: z.enum(problemSorts).default("key"),
  /** As the previous page gave it. */
  cursor: z.string().nullish(),
  /** A table that is opened again far down asks for all that stands above at once. */
  limit: z.int().min(1).max(3_000).default(60),
});

export const problemRowSchema = z.object({
  id: z.int(),
  key: z.string(),
  title: z.string(),
  split: splitSchema,
  codeLines: z.int(),
  tests: z.int(),
  programs: z.int(),
  labelledPrograms: z.int(),
  verdicts: verdictCountsSchema,
  reasons: reasonCountsSchema,
  overrides: z.int(),
  suspicion: z.number(),
  /** Of the mutants meant to break that compile and are not called equivalent: how many fail a test. */
  killed: z.int(),
  killable: z.int(),
  /** killed / killable; null where there is nothing to kill. */
  strength: z.number().nullable(),
  built: z.boolean(),
});
export type ProblemRow = z.infer<typeof problemRowSchema>;

export const problemPageSchema = z.object({
  items: z.array(problemRowSchema),
  nextCursor: z.string().nullable(),
});

const facetValuesSchema = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count: z.int() }));
/** Counts of problems. A facet's own selection does not narrow its own counts. */
export const facetsSchema = z.object({
  total: z.int(),
  verdicts: facetValuesSchema(verdictSchema),
  reasons: facetValuesSchema(suspicionReasonSchema),
  splits: facetValuesSchema(splitSchema),
});
export type Facets = z.infer<typeof facetsSchema>;

/** What became of one operator's mutants in a dataset. */
export const operatorStatsSchema = z.object({
  operator: z.string(),
  intent: z.enum(["mutate", "refactor"]),
  mutants: z.int(),
  verdicts: verdictCountsSchema,
  /** Meant to break, and passes every test. */
  survivors: z.int(),
  /** Label lines on which somebody decided otherwise than the rule. */
  overrides: z.int(),
});
export type OperatorStats = z.infer<typeof operatorStatsSchema>;

/** How fast builds on this machine verified of late. */
const verificationRateSchema = z.object({ perSecond: z.number(), runs: z.int(), lastAt: z.date() });
export type VerificationRate = z.infer<typeof verificationRateSchema>;

/** A build before it is begun. */
export const buildEstimateSchema = z.object({
  /** Of all problems, those that exist already included. */
  mutants: z.int(),
  problems: z.int(),
  /** Problems whose reference was mutated; with all of them, the count is exact. */
  sampled: z.int(),
  /** Null without a rate. */
  seconds: z.number().nullable(),
  rate: verificationRateSchema.nullable(),
});
export type BuildEstimate = z.infer<typeof buildEstimateSchema>;

/** A mutant as the problem page lists it. */
export const mutantRowSchema = z.object({
  id: z.int(),
  operator: z.string(),
  intent: z.enum(["mutate", "refactor"]),
  verdict: verdictSchema.nullable(),
  /** The mutant's own label line, and the reference's line that its dot stands on. */
  labelLine: z.int(),
  parentLine: z.int(),
  hunks: z.array(hunkSchema),
  /** Effective label of the label line. */
  label: z.enum(["correct", "incorrect", "neutral"]).nullable(),
  overridden: z.boolean(),
  reasons: z.array(suspicionReasonSchema),
  suspicion: z.number(),
  /** "fails test 3: expected [1, 2], got [2, 1]" */
  message: z.string().nullable(),
});
export type MutantRow = z.infer<typeof mutantRowSchema>;

export const problemDetailSchema = z.object({
  id: z.int(),
  dataset: z.object({ id: z.int(), name: z.string(), rule: z.string() }),
  key: z.string(),
  title: z.string(),
  statement: z.string(),
  entryPoint: z.string().nullable(),
  split: splitSchema,
  cluster: z.string(),
  suiteVersion: z.int(),
  setup: z.string(),
  tests: z.array(z.object({ ordinal: z.int(), source: z.string(), spec: testCaseSchema })),
  referenceId: z.int().nullable(),
  mutants: z.array(mutantRowSchema),
  previousId: z.int().nullable(),
  nextId: z.int().nullable(),
});
export type ProblemDetail = z.infer<typeof problemDetailSchema>;

/**
 * What a mutant did with a test. `not-loaded`: it failed before the first one, which any test shows; `unknown`: the run ended
 * before, or was against other tests.
 */
export const killCells = [
  "passed",
  "wrong-answer",
  "raised",
  "timeout",
  "bad-result",
  "not-loaded",
  "unknown",
] as const;
export type KillCell = (typeof killCells)[number];

export function isCaught(cell: KillCell | undefined): boolean {
  return cell !== undefined && cell !== "passed" && cell !== "unknown";
}

export const killRowSchema = z.object({
  id: z.int(),
  operator: z.string(),
  /** The reference's line that the edit was asked for. */
  line: z.int(),
  verdict: verdictSchema,
  message: z.string().nullable(),
  /** Passes, and somebody called it equivalent: no test can catch it. */
  equivalent: z.boolean(),
  /** One for each test. */
  cells: z.array(z.enum(killCells)),
});
export type KillRow = z.infer<typeof killRowSchema>;

/** Tests × mutants that were meant to break. */
export const killMatrixSchema = z.object({
  tests: z.array(
    z.object({
      ordinal: z.int(),
      source: z.string(),
      kills: z.int(),
      /** Mutants that this test catches and no other. */
      alone: z.int(),
    }),
  ),
  mutants: z.array(killRowSchema),
  killed: z.int(),
  killable: z.int(),
  notCompiling: z.int(),
});
export type KillMatrix = z.infer<typeof killMatrixSchema>;

export const runViewSchema = z.object({
  id: z.int(),
  verdict: verdictSchema,
  outcomes: z.array(testOutcomeSchema),
  executedLines: z.array(z.int()).nullable(),
  failingLine: z.int().nullable(),
  message: z.string().nullable(),
  traceback: z.string().nullable(),
  stdout: z.string().nullable(),
  attempts: z.int(),
  cpuUs: z.int(),
  wallUs: z.int(),
  peakKb: z.int().nullable(),
  cpuLimitMs: z.number(),
  wallLimitMs: z.number(),
  provider: z.string(),
  interpreter: z.string(),
  suiteVersion: z.int(),
  at: z.date(),
});
export type RunView = z.infer<typeof runViewSchema>;
