import { setMaxListeners } from "node:events";
import { AppError } from "#server/core/errors";
import type { Limits } from "../../schema";
import { JobQueue } from "../native/job-queue";
import { type ChildJob, type ChildReport, type Provider, type RunOptions, SandboxError } from "../provider";
import { HostProcess } from "./host-process";

/** Interactive jobs may exceed the window by so many, so that none waits here while a thread is free for it. */
const interactiveExtra = 4;
/** A job that was with a host when it died is tried again, until it failed so many times (see Provider). */
const maxTries = 3;

type Job = {
  job: ChildJob;
  limits: Limits;
  options: RunOptions;
  tries: number;
  resolve: (report: ChildReport) => void;
  reject: (error: Error) => void;
  cancel: () => void;
};

/** Interpreters compiled to WebAssembly, in threads of a process of their own (host/). Needs nothing but Node. */
export class WasmProvider implements Provider {
  readonly name = "wasm";
  readonly interpreter = "cpython 3.12.0 (wasm32)";
  private readonly queue = new JobQueue<Job>();
  private readonly window: number;
  private running = 0;
  private closed = false;
  private starting: Promise<HostProcess> | null = null;

  private constructor(
    private readonly threads: number,
    private host: HostProcess,
  ) {
    // More than there are threads: the way there and back must not leave one idle.
    this.window = 3 * threads;
  }

  static async start({ workers }: { workers: number }): Promise<WasmProvider> {
    return new WasmProvider(workers, await HostProcess.start(workers));
  }

  run(job: ChildJob, limits: Limits, options: RunOptions): Promise<ChildReport> {
    const { signal } = options;
    if (this.closed) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(aborted());
    return new Promise((resolve, reject) => {
      const entry: Job = { job, limits, options, tries: 0, resolve, reject, cancel: () => undefined };
      if (signal !== undefined) {
        const onAbort = (): void => {
          reject(aborted());
          entry.cancel();
        };
        // One signal may cancel thousands of runs; Node would take so many listeners for a leak.
        setMaxListeners(0, signal);
        signal.addEventListener("abort", onAbort, { once: true });
        entry.resolve = (report) => {
          signal.removeEventListener("abort", onAbort);
          resolve(report);
        };
        entry.reject = (error) => {
          signal.removeEventListener("abort", onAbort);
          reject(error);
        };
      }
      this.queue.add(entry, options.priority);
      this.startWaiting();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (let job = this.queue.take("bulk"); job !== null; job = this.queue.take("bulk")) job.reject(closed());
    await this.starting?.catch(() => undefined);
    await this.host.stop();
  }

  /** Process ids of the hosts, for tests that kill one. */
  pids(): number[] {
    return this.host.pid === undefined ? [] : [this.host.pid];
  }

  private startWaiting(): void {
    while (this.running < this.window + interactiveExtra) {
      const job = this.queue.take(this.running < this.window ? "bulk" : "interactive");
      if (job === null) return;
      if (job.options.signal?.aborted) continue;
      this.running += 1;
      void this.start(job);
    }
  }

  private async start(job: Job): Promise<void> {
    job.tries += 1;
    try {
      const host = await this.livingHost();
      const report = await new Promise<ChildReport>((resolve, reject) => {
        const onId = (id: number): void => {
          job.cancel = () => {
            host.cancel(id);
            reject(aborted());
          };
        };
        host.run(job.job, job.limits, job.options.priority, onId).then(resolve, reject);
      });
      job.resolve(report);
    } catch (cause) {
      if (this.closed) job.reject(closed());
      else if (cause instanceof SandboxError && job.tries < maxTries)
        this.queue.add(job, job.options.priority);
      else if (cause instanceof SandboxError || cause instanceof AppError) job.reject(cause);
      else job.reject(new SandboxError(String(cause)));
    } finally {
      this.running -= 1;
      this.startWaiting();
    }
  }

  /** The host; a dead one is replaced by whoever comes next, once for all who wait. */
  private async livingHost(): Promise<HostProcess> {
    if (this.closed) throw closed();
    if (this.host.dead === null) return this.host;
    this.starting ??= HostProcess.start(this.threads);
    try {
      this.host = await this.starting;
      return this.host;
    } finally {
      this.starting = null;
    }
  }
}

function aborted(): AppError {
  return new AppError("cancelled", "the run was cancelled");
}

function closed(): AppError {
  return new AppError("cancelled", "the verifier is closed");
}
