import { setMaxListeners } from "node:events";
import { AppError } from "#server/core/errors";
import type { Limits } from "../schema";
import { JobQueue } from "./job-queue";
import { type ChildJob, type ChildReport, type RunOptions, SandboxError } from "./provider";

/** Interactive jobs may exceed the places by so many, so that they never wait behind a bulk job that burns its budget. */
const interactiveExtra = 4;
/** A job that was with a process when it died is tried again, until it failed so many times (see Provider). */
const maxTries = 3;

/**
 * Runs a job now. Ends it when the signal fires, and settles when its place is free again; rejects with SandboxError when
 * the process that had it is gone.
 */
export type Begin = (job: ChildJob, limits: Limits, options: RunOptions) => Promise<ChildReport>;

type Entry = {
  job: ChildJob;
  limits: Limits;
  options: RunOptions;
  tries: number;
  resolve: (report: ChildReport) => void;
  reject: (error: Error) => void;
};

/** What every provider does with its jobs: they wait their turn, people's first, and are tried again or cancelled. */
export class Dispatcher {
  private readonly queue = new JobQueue<Entry>();
  private running = 0;
  private closed = false;

  /** `places`: jobs that may run at once. */
  constructor(
    private readonly places: number,
    private readonly begin: Begin,
  ) {}

  /** See Provider. Rejects as soon as the signal fires, whether the job waits or runs. */
  run(job: ChildJob, limits: Limits, options: RunOptions): Promise<ChildReport> {
    const { signal } = options;
    if (this.closed) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(aborted());
    return new Promise((resolve, reject) => {
      const entry: Entry = { job, limits, options, tries: 0, resolve, reject };
      if (signal !== undefined) {
        const onAbort = (): void => reject(aborted());
        // One signal may cancel thousands of runs; Node would take so many listeners for a leak.
        setMaxListeners(0, signal);
        signal.addEventListener("abort", onAbort, { once: true });
        const settled = (): void => signal.removeEventListener("abort", onAbort);
        entry.resolve = (report) => {
          settled();
          resolve(report);
        };
        entry.reject = (error) => {
          settled();
          reject(error);
        };
      }
      this.queue.add(entry, options.priority);
      this.startWaiting();
    });
  }

  /** Rejects what waits and whatever comes. What runs is the provider's to end. */
  close(): void {
    this.closed = true;
    for (let entry = this.queue.take("bulk"); entry !== null; entry = this.queue.take("bulk")) {
      entry.reject(closed());
    }
  }

  private startWaiting(): void {
    while (this.running < this.places + interactiveExtra) {
      const entry = this.queue.take(this.running < this.places ? "bulk" : "interactive");
      if (entry === null) return;
      if (entry.options.signal?.aborted) continue;
      this.running += 1;
      void this.start(entry);
    }
  }

  private async start(entry: Entry): Promise<void> {
    const { job, limits, options } = entry;
    entry.tries += 1;
    try {
      entry.resolve(await this.begin(job, limits, options));
    } catch (cause) {
      if (this.closed) entry.reject(closed());
      else if (cause instanceof SandboxError && entry.tries < maxTries) {
        this.queue.add(entry, options.priority);
      } else if (cause instanceof SandboxError || cause instanceof AppError) entry.reject(cause);
      else entry.reject(new SandboxError(String(cause)));
    } finally {
      this.running -= 1;
      this.startWaiting();
    }
  }
}

/** The run was cancelled by its signal. */
export function aborted(): AppError {
  return new AppError("cancelled", "the run was cancelled");
}

function closed(): AppError {
  return new AppError("cancelled", "the verifier is closed");
}
