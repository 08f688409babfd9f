/** What the web server asks of the worker over its socket: interactive calls, ahead of jobs in the same pools. */
import { z } from "zod";
import { errorCodes } from "../core/errors";
import { intentSchema } from "../core/vocabulary";
import { hunkSchema, mutateOptionsSchema } from "../mutation/schema";
import {
  lineScoresSchema,
  programScoresSchema,
  scoreProgramsSchema,
  scoreRequestSchema,
} from "../prm/schema";
import { endpointSchema, samplingSchema, teacherTestSchema } from "../teacher/schema";
import { trainingStatusSchema } from "../training/schema";
import {
  comparedTraceSchema,
  providerStatusSchema,
  runResultSchema,
  traceRequestSchema,
  verifyRequestSchema,
} from "../verification/schema";

export const liveVerifySchema = verifyRequestSchema;
/** `model`: a bundle's folder; absent, the default model. */
export const liveScoreSchema = scoreRequestSchema.extend({ model: z.string().optional() });
const countMutantsSchema = z.object({
  sources: z.array(z.string()).max(200),
  options: mutateOptionsSchema,
});
/** One for each source; null for one that the mutation engine cannot read. */
const mutantCountsSchema = z.object({ counts: z.array(z.int().nullable()) });
/** Name of the upload, without its folder and ending. */
const installModelSchema = z.object({ upload: z.uuid() });
const installedModelSchema = z.object({ modelId: z.int() });
/** Behind `score` in the same threads, and refused as `unavailable` when too much waits already. */
export const liveScoreProgramsSchema = scoreProgramsSchema.extend({ model: z.string().optional() });
/** One test followed in a program and, where it has one, in its parent. */
const liveTraceSchema = traceRequestSchema.extend({
  parent: z.object({ source: z.string(), hunks: z.array(hunkSchema) }).nullable(),
});
const testTeacherSchema = z.object({ endpoint: endpointSchema, model: samplingSchema.shape.model });
const lineMutantSchema = z.object({
  code: z.string(),
  operator: z.string(),
  summary: z.string(),
  intent: intentSchema,
  hunks: z.array(hunkSchema),
  labelLine: z.int(),
});
export type LineMutant = z.infer<typeof lineMutantSchema>;
const lineMutantsSchema = z.object({ source: z.string(), line: z.int().min(1) });
const liveStatusRequestSchema = z.object({});

export const scorerStatusSchema = z.object({
  state: z.enum(["ready", "off"]),
  /** Name and version of the default model. */
  model: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ScorerStatus = z.infer<typeof scorerStatusSchema>;

export const liveStatusSchema = z.object({
  verifier: providerStatusSchema,
  scorer: scorerStatusSchema,
  /** Jobs in work in this worker. */
  jobs: z.int(),
});
export type LiveStatus = z.infer<typeof liveStatusSchema>;

export const liveContracts = {
  verify: { request: liveVerifySchema, response: runResultSchema },
  score: { request: liveScoreSchema, response: lineScoresSchema },
  countMutants: { request: countMutantsSchema, response: mutantCountsSchema },
  scorePrograms: { request: liveScoreProgramsSchema, response: programScoresSchema },
  trace: { request: liveTraceSchema, response: comparedTraceSchema },
  testTeacher: { request: testTeacherSchema, response: teacherTestSchema },
  installModel: { request: installModelSchema, response: installedModelSchema },
  lineMutants: { request: lineMutantsSchema, response: z.object({ mutants: z.array(lineMutantSchema) }) },
  training: { request: z.object({}), response: trainingStatusSchema },
  status: { request: liveStatusRequestSchema, response: liveStatusSchema },
} as const;
export type LiveCall = keyof typeof liveContracts;
export type LiveRequest<C extends LiveCall> = z.input<(typeof liveContracts)[C]["request"]>;
export type LiveResponse<C extends LiveCall> = z.infer<(typeof liveContracts)[C]["response"]>;

/** How a failed call comes back. */
export const liveErrorSchema = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string(),
    retryable: z.boolean(),
    detail: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** Bytes of one request or response. A program with a large test suite is far below. */
export const maxMessageBytes = 8 * 1024 * 1024;
