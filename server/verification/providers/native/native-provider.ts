import { setMaxListeners } from "node:events";
import { AppError } from "#server/core/errors";
import type { Limits } from "../../schema";
import { type ChildJob, type ChildReport, type Provider, type RunOptions, SandboxError } from "../provider";
import { JobQueue } from "./job-queue";
import { SupervisorProcess } from "./supervisor-process";

/** One supervisor is enough for this many processors; a larger machine gets several. */
const workersPerSupervisor = 4;
/** Interactive jobs may exceed the pool by so many, so that they never wait behind a bulk job that burns its budget. */
const interactiveExtra = 4;
/** A job that was with a supervisor when it died is tried again. */
const maxTries = 3;

type Job = {
  job: ChildJob;
  limits: Limits;
  options: RunOptions;
  tries: number;
  resolve: (report: ChildReport) => void;
  reject: (error: Error) => void;
};

/** Children of warm zygotes under seccomp, Landlock and resource limits (harness/). */
export class NativeProvider implements Provider {
  readonly name = "native";
  private readonly queue = new JobQueue<Job>();
  private readonly supervisors: (SupervisorProcess | Promise<SupervisorProcess>)[] = [];
  private readonly slots: number;
  private running = 0;
  private turn = 0;
  private closed = false;

  private constructor(
    private readonly python: string,
    readonly interpreter: string,
    workers: number,
  ) {
    // More than there are processors: the way to a child and back must not leave one idle.
    this.slots = 3 * workers;
  }

  static async start(options: {
    python: string;
    interpreter: string;
    workers: number;
  }): Promise<NativeProvider> {
    const provider = new NativeProvider(options.python, options.interpreter, options.workers);
    const count = Math.ceil(options.workers / workersPerSupervisor);
    const started = await Promise.allSettled(
      Array.from({ length: count }, () => SupervisorProcess.start(options.python)),
    );
    for (const result of started) if (result.status === "fulfilled") provider.supervisors.push(result.value);
    const failed = started.find((result) => result.status === "rejected");
    if (failed !== undefined) {
      await provider.close();
      throw failed.reason;
    }
    return provider;
  }

  run(job: ChildJob, limits: Limits, options: RunOptions): Promise<ChildReport> {
    if (this.closed) return Promise.reject(new AppError("cancelled", "the verifier is closed"));
    if (options.signal?.aborted) return Promise.reject(aborted());
    return new Promise((resolve, reject) => {
      const entry: Job = { job, limits, options, tries: 0, resolve, reject };
      if (options.signal !== undefined) {
        // A running child is killed, and its report dropped with this promise already settled.
        const onAbort = (): void => reject(aborted());
        // One signal may cancel thousands of runs; Node would take so many listeners for a leak.
        setMaxListeners(0, options.signal);
        options.signal.addEventListener("abort", onAbort, { once: true });
        const settled = (): void => options.signal?.removeEventListener("abort", onAbort);
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

  async close(): Promise<void> {
    this.closed = true;
    for (let job = this.queue.take("bulk"); job !== null; job = this.queue.take("bulk")) {
      job.reject(new AppError("cancelled", "the verifier is closed"));
    }
    const stopping = this.supervisors.map(async (supervisor) => (await supervisor).stop());
    await Promise.allSettled(stopping);
  }

  /** Process ids of the supervisors, for tests that kill one. */
  pids(): number[] {
    return this.supervisors.flatMap((supervisor) =>
      supervisor instanceof SupervisorProcess && supervisor.pid !== undefined ? [supervisor.pid] : [],
    );
  }

  private startWaiting(): void {
    while (this.running < this.slots + interactiveExtra) {
      const job = this.queue.take(this.running < this.slots ? "bulk" : "interactive");
      if (job === null) return;
      if (job.options.signal?.aborted) continue;
      this.running += 1;
      void this.start(job);
    }
  }

  private async start(job: Job): Promise<void> {
    job.tries += 1;
    try {
      const supervisor = await this.nextSupervisor();
      if (job.options.signal?.aborted) return;
      job.resolve(await supervisor.run(job.job, job.limits, job.options));
    } catch (cause) {
      if (cause instanceof SandboxError && job.tries < maxTries && !this.closed) {
        this.queue.add(job, job.options.priority);
      } else if (this.closed) {
        job.reject(new AppError("cancelled", "the verifier is closed"));
      } else {
        job.reject(cause instanceof SandboxError ? cause : new SandboxError(String(cause)));
      }
    } finally {
      this.running -= 1;
      this.startWaiting();
    }
  }

  /** Round robin; a dead supervisor is replaced by whoever comes next. */
  private async nextSupervisor(): Promise<SupervisorProcess> {
    this.turn = (this.turn + 1) % this.supervisors.length;
    const index = this.turn;
    const current = this.supervisors[index];
    if (current === undefined) throw new SandboxError("no supervisor");
    if (!(current instanceof SupervisorProcess)) return current;
    if (current.dead === null) return current;
    const replacement = SupervisorProcess.start(this.python);
    this.supervisors[index] = replacement;
    try {
      const started = await replacement;
      this.supervisors[index] = started;
      return started;
    } catch (cause) {
      this.supervisors[index] = current;
      throw cause;
    }
  }
}

function aborted(): AppError {
  return new AppError("cancelled", "the run was cancelled");
}
