import type { Limits } from "../../schema";
import { aborted, Dispatcher } from "../dispatcher";
import type { ChildJob, ChildReport, Provider, RunOptions } from "../provider";
import { HostProcess } from "./host-process";

/** Interpreters compiled to WebAssembly, in threads of a process of their own (host/). Needs nothing but Node. */
export class WasmProvider implements Provider {
  readonly name = "wasm";
  readonly interpreter = "cpython 3.12.0 (wasm32)";
  private readonly dispatcher: Dispatcher;
  private closed = false;
  private starting: Promise<HostProcess> | null = null;

  private constructor(
    private readonly threads: number,
    private host: HostProcess,
  ) {
    // More than there are threads: the way there and back must not leave one idle.
    this.dispatcher = new Dispatcher(3 * threads, (...job) => this.begin(...job));
  }

  static async start({ workers }: { workers: number }): Promise<WasmProvider> {
    return new WasmProvider(workers, await HostProcess.start(workers));
  }

  run(job: ChildJob, limits: Limits, options: RunOptions): Promise<ChildReport> {
    return this.dispatcher.run(job, limits, options);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.dispatcher.close();
    await this.starting?.catch(() => undefined);
    await this.host.stop();
  }

  /** Process ids of the hosts, for tests that kill one. */
  pids(): number[] {
    return this.host.pid === undefined ? [] : [this.host.pid];
  }

  private async begin(job: ChildJob, limits: Limits, options: RunOptions): Promise<ChildReport> {
    const host = await this.livingHost();
    if (options.signal?.aborted) throw aborted();
    return host.run(job, limits, options);
  }

  /** The host; a dead one is replaced by whoever comes next, once for all who wait. */
  private async livingHost(): Promise<HostProcess> {
    if (this.closed) throw aborted();
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
