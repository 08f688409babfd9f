import { z } from "zod";

/** What makes the Python side ready; a person copies it. */
export const installCommand = "npm run training:setup";

/** Whether models can be trained on this machine, and what to do when not. */
export const trainingStatusSchema = z.object({
  state: z.enum(["ready", "off"]),
  /** Why it is off; null when it is ready. */
  reason: z.string().nullable(),
  /** The interpreter's version, where it runs. */
  python: z.string().nullable(),
});
export type TrainingStatus = z.infer<typeof trainingStatusSchema>;

const lossesSchema = z.object({
  line: z.number().nullable().optional(),
  pair: z.number().nullable().optional(),
  language: z.number().nullable().optional(),
});

/** A figure of a model; the baseline is the model that it started from, on the same rows. */
export const loopMetricSchema = z.object({
  name: z.string(),
  set: z.string(),
  value: z.number().nullable(),
  n: z.int(),
  baseline: z.object({ name: z.string(), value: z.number().nullable() }).nullable().optional(),
});
export type LoopMetric = z.infer<typeof loopMetricSchema>;

/** The JSON lines of `linewise-prm loop`. Keys are snake_case because Python writes them. */
export const loopEventSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("plan"),
    stages: z.array(z.object({ id: z.string(), title: z.string() })).max(100),
    problems: z.int(),
    rows: z.int(),
    clusters: z.int(),
    start: z.string().nullable(),
  }),
  z.object({ event: z.literal("stage"), stage: z.string(), title: z.string() }),
  z.object({
    event: z.literal("phase"),
    stage: z.string(),
    phase: z.enum(["train", "measure"]),
    from: z.string().nullable().optional(),
  }),
  z.object({
    event: z.literal("progress"),
    stage: z.string(),
    step: z.int(),
    /** From 0 to 1. */
    share: z.number(),
    losses: lossesSchema,
    learning_rate: z.number(),
    seconds: z.number(),
    eta_seconds: z.number().nullable(),
  }),
  z.object({ event: z.literal("metrics"), stage: z.string(), rows: z.array(loopMetricSchema).max(1_000) }),
  z.object({ event: z.literal("bundle"), stage: z.string(), path: z.string() }),
  z.object({ event: z.literal("log"), text: z.string() }),
  z.object({ event: z.literal("error"), message: z.string(), expected: z.boolean() }),
  z.object({ event: z.literal("done") }),
]);
export type LoopEvent = z.infer<typeof loopEventSchema>;

/** One logged step: step, share of the stage, line, pair and language loss, learning rate, seconds. */
const lossPointSchema = z.object({
  step: z.int(),
  share: z.number(),
  line: z.number().nullable(),
  pair: z.number().nullable(),
  language: z.number().nullable(),
  learningRate: z.number(),
  seconds: z.number(),
});
export type LossPoint = z.infer<typeof lossPointSchema>;

export const stageStates = ["waiting", "running", "done"] as const;
const stageSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(stageStates),
  /** What it is doing or did, in a few words. */
  note: z.string().default(""),
});
export type TrainingStage = z.infer<typeof stageSchema>;

/** What is kept of a training run for people: bounded in size, however long it takes. */
export const trainingStateSchema = z.object({
  stages: z.array(stageSchema),
  /** The last lines of its log. */
  log: z.array(z.string()),
  /** Lines before those that are kept. */
  logDropped: z.int().default(0),
  /** The loss curve of each model, thinned evenly where it became long. */
  curves: z.array(z.object({ stage: z.string(), points: z.array(lossPointSchema) })),
  /** Of the model trained on everything: its figures beside those of the model that it started from. */
  metrics: z.array(loopMetricSchema),
});
export type TrainingState = z.infer<typeof trainingStateSchema>;
