import { missingResults } from "./case-result";
import { boundText, maxErrorCharacters } from "./evidence";
import type { Cover, Provider, RunOptions } from "./providers/provider";
import { type CallResult, readReport } from "./read-report";
import type { Limits } from "./schema";

export type EvaluateRequest = {
  source: string;
  setup: string;
  /** Python expressions, evaluated one after the other in one child. */
  calls: string[];
  limits: Limits;
};

/** What one call came to. `ended`: the child ended in it; `not-run`: it ended, or did not load, before. */
export type CallAnswer =
  | CallResult
  | { kind: "ended"; how: "timeout" | "died"; error: string }
  | { kind: "not-run" };

export type Evaluation = {
  answers: CallAnswer[];
  /** 1-based lines of the program that ran; null where the child ended before it could say. */
  executedLines: number[] | null;
  cpuUs: number;
};

/** Runs calls on one program and gives what each came to, as the child tells it. Judges nothing. */
export async function evaluate(
  provider: Provider,
  { source, setup, calls, limits }: EvaluateRequest,
  options: RunOptions,
): Promise<Evaluation> {
  const run = async (cover: Cover) => {
    const report = await provider.run({ kind: "program", source, setup, calls, cover }, limits, options);
    return { report, read: readReport(report) };
  };
  const first = await run("short-trace");
  const { report, read } = first.read.slowTrace ? await run("marks") : first;
  const missing = missingResults(report, read);
  const answers = calls.map((_, index): CallAnswer => {
    const result = read.results.get(index);
    if (result !== undefined) return result;
    const { outcome, error = outcome } = { error: undefined, ...missing.next() };
    if (outcome === "not-run") return { kind: "not-run" };
    const how = outcome === "timeout" ? "timeout" : "died";
    return { kind: "ended", how, error: boundText(error, maxErrorCharacters) };
  });
  return { answers, executedLines: read.end?.lines ?? null, cpuUs: report.cpuUs };
}
