import { z } from "zod";

export type { TraceRequest } from "../schema";

/** One line of one call of a function as it ran, or (`call`) such a call's beginning, whose variables are its arguments. */
export const traceStepSchema = z.object({
  kind: z.enum(["call", "line"]),
  /** 1-based program line. */
  line: z.int().min(1),
  /** How many of the program's functions are being run, this one included. */
  depth: z.int().min(0),
  function: z.string(),
  /** Variables that the step gave another value, as bounded texts; of a module's, in a function, as `global x`. */
  changed: z.array(z.object({ name: z.string(), value: z.string() })),
  /** How it left its function, or the exception it met. */
  ending: z.object({ how: z.enum(["returned", "yielded", "raised"]), text: z.string() }).nullable(),
  /** Steps that had begun when this one was over; null when it never was. */
  endedAt: z.int().nullable(),
});
export type TraceStep = z.infer<typeof traceStepSchema>;

/** What a program said of its own steps: bounded, and like all such claims advisory. */
export const traceSchema = z.object({
  steps: z.array(traceStepSchema),
  /** `cut`: the trace holds as many steps as one may; `stopped`: the sandbox ended the program. */
  end: z.enum(["complete", "cut", "timeout", "stopped"]),
  /** The test's values, in order, or what was raised instead. */
  results: z.array(z.string()),
  /** Why the program could not be loaded. */
  error: z.string().nullable(),
});
export type Trace = z.infer<typeof traceSchema>;

/** One row of two traces side by side: what the program did, and what its parent did at the same point. */
export const traceRowSchema = z.object({
  program: traceStepSchema.nullable(),
  parent: traceStepSchema.nullable(),
  /** The step stands on lines that the edit changed. */
  edited: z.boolean(),
});
export type TraceRow = z.infer<typeof traceRowSchema>;

/** The first point at which a program does something else than its parent. */
export const divergenceSchema = z.object({
  row: z.int(),
  /** `path`: another line runs next; `value`: a variable differs; `ending`: what is returned, yielded or raised does. */
  kind: z.enum(["path", "value", "ending"]),
  /** Variables that differ. */
  names: z.array(z.string()),
});
export type Divergence = z.infer<typeof divergenceSchema>;

const outlineSchema = traceSchema.omit({ steps: true });
export const comparedTraceSchema = z.object({
  rows: z.array(traceRowSchema),
  /** Null when both do the same as far as the traces go, and where there is no parent. */
  divergence: divergenceSchema.nullable(),
  program: outlineSchema,
  parent: outlineSchema.nullable(),
});
export type ComparedTrace = z.infer<typeof comparedTraceSchema>;
