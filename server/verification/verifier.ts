import { availableParallelism } from "node:os";
import { env } from "#server/core/env";
import { AppError } from "#server/core/errors";
import { normalizeSource } from "#server/core/lines";
import { chooseProvider } from "./choose-provider";
import { conclude } from "./conclude";
import { type EvaluateRequest, type Evaluation, evaluate } from "./evaluate";
import { defaultLimits, limitsForRepeat } from "./limits";
import { type Priority, type Provider, SandboxError } from "./providers/provider";
import { runSuite } from "./run-suite";
import type { Limits, ProviderName, ProviderStatus, RunResult, VerifyRequest } from "./schema";
import type { Trace, TraceRequest } from "./traces/schema";
import { traceProgram } from "./traces/trace-program";

export type VerifyOptions = {
  /** Interactive runs go ahead of bulk ones in the same pool. Default: bulk. */
  priority?: Priority;
  signal?: AbortSignal;
  /** Repeat a timeout once with ten times its budget, where that is not too much (limits.ts). Default: true. */
  repeatTimeouts?: boolean;
  /** Told of a run that timed out and is repeated: it happened, though it does not count. */
  onFirstTimeout?: (run: RunResult) => void;
};

/** A pool of sandboxed children that runs programs against test suites. Any number of calls may be outstanding. */
export interface Verifier {
  /** Whether verification is on, by which provider, and what its self-check found. */
  status(): ProviderStatus;
  /**
   * Runs one program. Whatever the program does is in the result; a sandbox that failed twice gives `infra-error`.
   * Throws AppError: "unavailable" when verification is off, "cancelled" when aborted or closed, "invalid-input" for a
   * source that is too large.
   */
  verify(request: VerifyRequest, options?: VerifyOptions): Promise<RunResult>;
  /**
   * Follows one test of one program step by step. Rejects with AppError "unavailable" also when the sandbox failed: there
   * is no verdict to say so in.
   */
  trace(request: TraceRequest, options?: Pick<VerifyOptions, "priority" | "signal">): Promise<Trace>;
  /** Runs calls on one program and gives what each came to, unjudged. Rejects like `trace`. */
  evaluate(
    request: EvaluateRequest,
    options?: Pick<VerifyOptions, "priority" | "signal">,
  ): Promise<Evaluation>;
  /** Ends every process of the pool. Outstanding runs are cancelled. */
  close(): Promise<void>;
}

export type VerifierOptions = {
  /** How many programs run at once. Default: one a processor. */
  workers?: number;
  /** The interpreter, by name or path. Default: LINEWISE_PYTHON, else python3. */
  python?: string;
  /** The sandbox to use; no other is tried. Default: LINEWISE_SANDBOX, else the first that passes its self-check. */
  provider?: ProviderName;
  /** Closes the verifier when aborted. */
  signal?: AbortSignal;
};

const maxSourceCharacters = 500_000;

/**
 * Starts a sandbox and checks that it confines what it should. Resolves also when none does: then `status()` is off with
 * the reasons, and nothing is ever run.
 */
export async function createVerifier(options: VerifierOptions = {}): Promise<Verifier> {
  const settings = {
    python: options.python ?? env().python,
    workers: Math.max(1, options.workers ?? availableParallelism()),
  };
  const { provider, status } = await chooseProvider(settings, options.provider ?? env().sandbox);
  const verifier = new PooledVerifier(provider, status);
  options.signal?.addEventListener("abort", () => void verifier.close(), { once: true });
  return verifier;
}

class PooledVerifier implements Verifier {
  constructor(
    private readonly provider: Provider | null,
    private readonly providerStatus: ProviderStatus,
  ) {}

  status(): ProviderStatus {
    return this.providerStatus;
  }

  async verify(request: VerifyRequest, options: VerifyOptions = {}): Promise<RunResult> {
    const provider = this.providerFor(request.source);
    const normalized = { ...request, source: normalizeSource(request.source) };
    const limits = { ...defaultLimits, ...request.limits };
    const first = await runOnce(provider, normalized, limits, options, 1);
    const larger = first.verdict === "timeout" ? limitsForRepeat(limits) : null;
    if (larger === null || options.repeatTimeouts === false) return first;
    options.onFirstTimeout?.(first);
    return runOnce(provider, normalized, larger, options, 2);
  }

  async trace(
    request: TraceRequest,
    { priority = "bulk", signal }: Pick<VerifyOptions, "priority" | "signal"> = {},
  ): Promise<Trace> {
    const provider = this.providerFor(request.source);
    try {
      return await traceProgram(provider, request, { priority, signal });
    } catch (error) {
      if (error instanceof SandboxError) throw new AppError("unavailable", error.message, { cause: error });
      throw error;
    }
  }

  async evaluate(
    request: EvaluateRequest,
    { priority = "bulk", signal }: Pick<VerifyOptions, "priority" | "signal"> = {},
  ): Promise<Evaluation> {
    const provider = this.providerFor(request.source);
    try {
      return await evaluate(provider, request, { priority, signal });
    } catch (error) {
      if (error instanceof SandboxError) throw new AppError("unavailable", error.message, { cause: error });
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.provider?.close();
  }

  private providerFor(source: string): Provider {
    if (this.provider === null) {
      throw new AppError("unavailable", `verification is off: ${this.providerStatus.reason}`, {
        retryable: false,
      });
    }
    if (source.length > maxSourceCharacters) {
      throw new AppError("invalid-input", `a program may have at most ${maxSourceCharacters} characters`);
    }
    return this.provider;
  }
}

async function runOnce(
  provider: Provider,
  request: VerifyRequest,
  limits: Limits,
  { priority = "bulk", signal }: VerifyOptions,
  attempts: number,
): Promise<RunResult> {
  const { name, interpreter } = provider;
  const about = { source: request.source, limits, attempts, provider: name, interpreter };
  try {
    const suite = await runSuite({ provider, request, limits, runOptions: { priority, signal } });
    return conclude({ ...about, suite });
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    const results = request.suite.cases.map(() => ({ outcome: "not-run" as const }));
    const nothing = conclude({ ...about, suite: { results, tested: [] } });
    return {
      ...nothing,
      verdict: "infra-error",
      message: error.message,
      executedLines: null,
      peakKb: null,
    };
  }
}
