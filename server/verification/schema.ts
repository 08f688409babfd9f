import { z } from "zod";
import { verdictSchema } from "../core/vocabulary";

/**
 * One test case. Nothing of it but `call`, `calls`, `setup` and `stdin` ever reaches the tested process: expected
 * values and expressions over returned values are judged elsewhere.
 */
export const testCaseSchema = z.discriminatedUnion("kind", [
  /** `call` must return a value equal to the Python literal `expected` (parsed, never evaluated). */
  z.object({
    kind: z.literal("call"),
    call: z.string(),
    expected: z.string(),
    /** Absent: Python's ==. Present: numbers within this absolute or relative tolerance. */
    tolerance: z.number().optional(),
  }),
  /** `expression` over `__v[i]`, the returned values of `calls`, must be true. It runs in a sandbox of its own. */
  z.object({
    kind: z.literal("check"),
    calls: z.array(z.string()).min(1),
    expression: z.string(),
    imports: z.string().optional(),
  }),
  /** `call` must raise an exception of this class name (or a subclass's). */
  z.object({ kind: z.literal("raises"), call: z.string(), exception: z.string() }),
  /** HumanEval's `check(candidate)`: runs in the judge's sandbox, with a proxy that calls the tested function. */
  z.object({ kind: z.literal("candidate"), entryPoint: z.string(), check: z.string() }),
  /** The whole program run as a script. */
  z.object({ kind: z.literal("stdin"), stdin: z.string(), expectedStdout: z.string() }),
]);
export type TestCase = z.infer<typeof testCaseSchema>;

/** The tests of a problem: `setup` runs in the tested process after the program is loaded. */
export const testSuiteSchema = z.object({ setup: z.string().default(""), cases: z.array(testCaseSchema) });
export type TestSuite = z.infer<typeof testSuiteSchema>;

export const limitsSchema = z.object({
  /** CPU time of one run, all tests together. */
  cpuMs: z.number().positive(),
  /** How long a run may sit blocked without using CPU time. Waiting for a processor does not count. */
  wallMs: z.number().positive(),
  /** Address space on top of what the bare interpreter needs. */
  memoryMb: z.number().positive(),
  /** Characters printed, in thousands (1,024). */
  outputKb: z.number().positive(),
});
export type Limits = z.infer<typeof limitsSchema>;

export const testOutcomes = ["passed", "wrong-answer", "raised", "timeout", "not-run", "bad-result"] as const;
export const testOutcomeSchema = z.object({
  /** 0-based position in the suite. */
  test: z.int().min(0),
  outcome: z.enum(testOutcomes),
  /** Python-like text of the returned value, bounded; for `check` the calls' values. */
  value: z.string().optional(),
  /** Exception type and message, bounded. */
  error: z.string().optional(),
  /** 1-based program line that the exception points to. */
  line: z.int().optional(),
});
export type TestOutcome = z.infer<typeof testOutcomeSchema>;

/** One execution of one program against one suite. What the tested process says of itself (lines, stdout) is advisory. */
export const runResultSchema = z.object({
  verdict: verdictSchema,
  outcomes: z.array(testOutcomeSchema),
  /** 1-based lines that ran, ascending; null where the provider could not tell (it was killed before saying). */
  executedLines: z.array(z.int()).nullable(),
  /** 1-based program line to look at first: of the syntax error, or of the first exception. */
  failingLine: z.int().nullable(),
  /** One line for people: "test 3: expected [1, 2], got [2, 1]"; the reason of an infra-error. */
  message: z.string().nullable(),
  traceback: z.string().nullable(),
  stdout: z.string().nullable(),
  cpuUs: z.int(),
  wallUs: z.int(),
  peakKb: z.int().nullable(),
  limits: limitsSchema,
  /** How often the program ran to reach this verdict: 2 for a timeout repeated with exactly ten times its budget. */
  attempts: z.int().min(1),
  provider: z.string(),
  interpreter: z.string(),
});
export type RunResult = z.infer<typeof runResultSchema>;

export const verifyRequestSchema = z.object({
  source: z.string(),
  suite: testSuiteSchema,
  limits: limitsSchema.partial().optional(),
});
export type VerifyRequest = z.infer<typeof verifyRequestSchema>;

/** Ways to confine a program; see docs/security/sandbox.md. */
export const providerNames = ["native", "wasm"] as const;
export type ProviderName = (typeof providerNames)[number];

export const traceRequestSchema = z.object({
  source: z.string(),
  setup: z.string().default(""),
  /** The test to follow. Its expected value stays outside, as in every run. */
  test: testCaseSchema,
  limits: limitsSchema.partial().optional(),
});
export type TraceRequest = z.input<typeof traceRequestSchema>;

export {
  type ComparedTrace,
  comparedTraceSchema,
  type TraceRow,
  type TraceStep,
} from "./traces/schema";

export const providerStatusSchema = z.object({
  /** `off` when no provider passed its self-check: nothing is verified, and `reason` says why. */
  state: z.enum(["ready", "off"]),
  provider: z.string().nullable(),
  interpreter: z.string().nullable(),
  reason: z.string().nullable(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  /** Providers that would have been preferred, and why they cannot be used here. */
  passedOver: z.array(z.object({ provider: z.enum(providerNames), reason: z.string() })).optional(),
});
export type ProviderStatus = z.infer<typeof providerStatusSchema>;

/** In what a mutant's outcome on an input differs from its reference's. `arguments`: in what it leaves of them. */
export const differenceKinds = ["value", "arguments", "exception", "timeout", "crash"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** An input on which a mutant and its reference differ. */
export const distinguishingInputSchema = z.object({
  /** A Python expression. */
  call: z.string(),
  difference: z.enum(differenceKinds),
  /** What each of them came to: a value as Python writes it, an exception with its message, or how it ended. */
  reference: z.string(),
  mutant: z.string(),
  /** The reference raises an exception there: the input may be none that the function is for. */
  referenceRaises: z.boolean(),
  /** The test that it becomes when it is valid; null when the reference's value is none that a test can expect. */
  test: testCaseSchema.nullable(),
});
export type DistinguishingInput = z.infer<typeof distinguishingInputSchema>;
