import type { EvaluateRequest, Evaluation } from "../evaluate";
import type { Trace, TraceRequest } from "../traces/schema";
import { type CallOutcome, readOutcome } from "./call-outcome";
import { type Input, observedText } from "./input";

/** Where programs run: a verifier, with its options given. */
export type Sandbox = {
  evaluate: (request: EvaluateRequest) => Promise<Evaluation>;
  trace: (request: TraceRequest) => Promise<Trace>;
};

/** A program as inputs are tried on it. */
export type TriedProgram = { source: string; setup: string; sandbox: Sandbox };

export type InputRun = {
  /** One for each input, in order. */
  outcomes: CallOutcome[];
  executedLines: Set<number>;
  /** CPU time of all children. */
  cpuUs: number;
};

const wallMs = 500;
const memoryMb = 256;
const outputKb = 256;

type Budget = {
  /** CPU time of one child. */
  cpuMs: number;
  /** A child that ends in a call may cost its whole budget; after so many the rest is not run. Default: 2. */
  maxEnds?: number;
};

/**
 * Tries inputs on one program, as many as can be in one child; where a child ends in one of them, the rest goes to
 * another. Every child runs only this program.
 */
export async function runInputs(
  { source, setup, sandbox }: TriedProgram,
  inputs: readonly Input[],
  { cpuMs, maxEnds = 2 }: Budget,
): Promise<InputRun> {
  const run: InputRun = { outcomes: [], executedLines: new Set(), cpuUs: 0 };
  const limits = { cpuMs, wallMs, memoryMb, outputKb };
  for (let ends = 0; run.outcomes.length < inputs.length && ends < maxEnds; ) {
    const rest = inputs.slice(run.outcomes.length);
    const { answers, executedLines, cpuUs } = await sandbox.evaluate({
      source,
      setup,
      calls: rest.map(observedText),
      limits,
    });
    run.cpuUs += cpuUs;
    for (const line of executedLines ?? []) run.executedLines.add(line);
    const ended = answers.findIndex(({ kind }) => kind === "ended");
    const known = ended < 0 ? answers : answers.slice(0, ended + 1);
    run.outcomes.push(...known.map(readOutcome));
    ends += 1;
  }
  while (run.outcomes.length < inputs.length) run.outcomes.push({ kind: "not-run" });
  return run;
}
