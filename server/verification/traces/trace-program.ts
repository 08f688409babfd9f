import { normalizeSource, splitLines } from "#server/core/lines";
import { canonicalValue } from "../judge-case";
import type { Provider, RunOptions, TraceEntry } from "../providers/provider";
import { readReport } from "../read-report";
import { judgeLimits } from "../run-suite";
import type { Limits, TestCase } from "../schema";
import { readTrace } from "./read-trace";
import type { Trace, TraceRequest } from "./schema";

/** Steps of one trace: more than anybody reads, and far below what a child may send. */
const maxSteps = 2_000;
/** Looking at every variable after every line takes its time; the number of steps is what bounds a trace. */
const defaultLimits: Limits = { cpuMs: 5_000, wallMs: 2_000, memoryMb: 512, outputKb: 1_024 };
/** Calls of one check function that are followed. */
const maxCalls = 50;

/**
 * Follows one test of one program step by step, in a child of its own. The trace is what the program's process says of
 * itself: good for people to look at, never for a verdict.
 */
export async function traceProgram(
  provider: Provider,
  request: TraceRequest,
  options: RunOptions,
): Promise<Trace> {
  const source = normalizeSource(request.source);
  const entry = await entryOf(provider, request.test, options);
  const job = { kind: "trace", maxSteps, source, setup: request.setup ?? "", entry } as const;
  const report = await provider.run(job, { ...defaultLimits, ...request.limits }, options);
  return readTrace(report, { lineCount: splitLines(source).length, maxSteps });
}

async function entryOf(provider: Provider, test: TestCase, options: RunOptions): Promise<TraceEntry> {
  switch (test.kind) {
    case "call":
    case "raises":
      return { calls: [test.call] };
    case "check":
      return { calls: test.calls };
    case "stdin":
      return { stdin: test.stdin };
    case "candidate": {
      // The check's first round: what it calls before it knows any result.
      const round = { kind: "candidate" as const, check: test.check, known: [] };
      const { calls } = readReport(await provider.run(round, judgeLimits, options));
      return {
        calls: calls.slice(0, maxCalls).flatMap((call) => {
          const args = canonicalValue(call.arguments);
          const keywords = canonicalValue(call.keywords);
          return args === null || keywords === null ? [] : [`${test.entryPoint}(*${args}, **${keywords})`];
        }),
      };
    }
  }
}
