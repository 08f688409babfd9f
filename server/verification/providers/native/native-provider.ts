import type { Limits } from "../../schema";
import { aborted, Dispatcher } from "../dispatcher";
import { type ChildJob, type ChildReport, type Provider, type RunOptions, SandboxError } from "../provider";
import { SupervisorProcess } from "./supervisor-process";

/** One supervisor is enough for this many processors; a larger machine gets several. */
const workersPerSupervisor = 4;
/** Children of warm zygotes under seccomp, Landlock and resource limits (harness/). */
export class NativeProvider implements Provider {
  readonly name = "native";
  private readonly supervisors: (SupervisorProcess | Promise<SupervisorProcess>)[] = [];
  private readonly dispatcher: Dispatcher;
  private turn = 0;

  private constructor(
    private readonly python: string,
    readonly interpreter: string,
    workers: number,
  ) {
    // More than there are processors: the way to a child and back must not leave one idle.
    this.dispatcher = new Dispatcher(3 * workers, (...job) => this.begin(...job));
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
    return this.dispatcher.run(job, limits, options);
  }

  async close(): Promise<void> {
    this.dispatcher.close();
    const stopping = this.supervisors.map(async (supervisor) => (await supervisor).stop());
    await Promise.allSettled(stopping);
  }

  /** Process ids of the supervisors, for tests that kill one. */
  pids(): number[] {
    return this.supervisors.flatMap((supervisor) =>
      supervisor instanceof SupervisorProcess && supervisor.pid !== undefined ? [supervisor.pid] : [],
    );
  }

  private async begin(job: ChildJob, limits: Limits, options: RunOptions): Promise<ChildReport> {
    const supervisor = await this.nextSupervisor();
    if (options.signal?.aborted) throw aborted();
    return supervisor.run(job, limits, options);
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
