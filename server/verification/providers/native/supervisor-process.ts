import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import path from "node:path";
import type { Limits } from "../../schema";
import { packJob } from "../job-fields";
import { type ChildJob, type ChildReport, type RunOptions, SandboxError } from "../provider";
import { findHarnessFolder } from "./harness-folder";

const jobHeadBytes = 24;
const replyHeadBytes = 33;
const ends = ["exited", "cpu-time", "blocked", "flood"] as const;
const startTimeoutMs = 20_000;

type Pending = { resolve: (report: ChildReport) => void; reject: (error: SandboxError) => void };

/**
 * The supervisor's process and the pipe to it (see supervisor.py for the frames). When it dies, every job that was with
 * it rejects with SandboxError; the owner starts another.
 */
export class SupervisorProcess {
  private readonly pending = new Map<number, Pending>();
  private readonly inbox = new FrameReader((id, report) => this.settle(id, report));
  private nextId = 1;
  private unsent: Buffer[] = [];
  private errors = "";
  private hello: Pending | null = null;
  /** Why this process can no longer be used, or null. */
  dead: string | null = null;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.on("data", (chunk: Buffer) => this.inbox.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-2000);
    });
    // A write after its death is answered by the exit event, not by an exception.
    child.stdin.on("error", () => undefined);
    child.on("error", (error) => this.end(error.message));
    child.on("close", (code, signal) => this.end(this.errors.trim() || `it ended (${signal ?? code})`));
  }

  /** Starts a supervisor and its zygote, and resolves once both are confined and ready. */
  static async start(python: string): Promise<SupervisorProcess> {
    const script = path.join(findHarnessFolder(), "supervisor.py");
    // A fixed hash seed makes runs repeatable; -I would ignore it. Nothing else of this process's environment goes along.
    const child = spawn(python, ["-s", "-S", "-B", "-X", "utf8", script], {
      // LD_BIND_NOW: what the linker looks up once before the first fork, no child has to look up again.
      env: { PYTHONHASHSEED: "0", LC_ALL: "C.UTF-8", LD_BIND_NOW: "1", NODE_ENV: "production" },
      cwd: "/",
      stdio: "pipe",
    });
    const supervisor = new SupervisorProcess(child);
    const timer = setTimeout(() => child.kill("SIGKILL"), startTimeoutMs);
    try {
      await new Promise<ChildReport>((resolve, reject) => {
        supervisor.hello = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
    }
    return supervisor;
  }

  /**
   * Resolves when the child is over, also when the signal ended it: until then it may use a processor. Its report is
   * then worth nothing.
   */
  async run(job: ChildJob, limits: Limits, { priority, signal }: RunOptions): Promise<ChildReport> {
    if (this.dead !== null) throw new SandboxError(this.dead);
    const id = this.nextId;
    this.nextId = (this.nextId % 0x7fffffff) + 1;
    const body = packJob(job, limits);
    const head = Buffer.alloc(jobHeadBytes);
    head.writeUInt32LE(body.length, 0);
    head.writeUInt32LE(id, 4);
    head.writeUInt32LE(Math.ceil(limits.cpuMs), 8);
    head.writeUInt32LE(Math.ceil(limits.wallMs), 12);
    head.writeUInt32LE(Math.ceil(limits.memoryMb), 16);
    head.writeUInt32LE(priority === "interactive" ? 1 : 0, 20);
    this.send(head, body);
    const takeBack = (): void => this.takeBack(id);
    signal?.addEventListener("abort", takeBack, { once: true });
    try {
      return await new Promise((resolve, reject) => this.pending.set(id, { resolve, reject }));
    } finally {
      signal?.removeEventListener("abort", takeBack);
    }
  }

  private takeBack(id: number): void {
    const head = Buffer.alloc(jobHeadBytes);
    head.writeUInt32LE(id, 4);
    this.send(head);
  }

  /** Each write wakes the supervisor, so what comes up in one turn of the event loop goes out together. */
  private send(...parts: Buffer[]): void {
    if (this.unsent.length === 0) {
      setImmediate(() => {
        this.child.stdin.write(Buffer.concat(this.unsent));
        this.unsent = [];
      });
    }
    this.unsent.push(...parts);
  }

  /** Ends the supervisor, its zygote and every child. Resolves when the supervisor is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.child.once("close", () => resolve()));
    this.child.stdin.end();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 2000);
    await gone;
    clearTimeout(timer);
  }

  /** The process id, for tests that kill it. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  private settle(id: number, report: ChildReport): void {
    const waiting = id === 0 ? this.hello : this.pending.get(id);
    this.pending.delete(id);
    waiting?.resolve(report);
  }

  private end(reason: string): void {
    this.dead ??= `the sandbox's supervisor is gone: ${reason}`;
    const error = new SandboxError(this.dead);
    this.hello?.reject(error);
    for (const waiting of this.pending.values()) waiting.reject(error);
    this.pending.clear();
  }
}

/** Cuts the supervisor's stream into replies, without copying what has already come each time more arrives. */
class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;
  private wanted = replyHeadBytes;

  constructor(private readonly onReply: (id: number, report: ChildReport) => void) {}

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.wanted) return;
    let data = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    for (;;) {
      this.wanted = replyHeadBytes;
      if (data.length < this.wanted) break;
      this.wanted += data.readUInt32LE(0);
      if (data.length < this.wanted) break;
      this.onReply(data.readUInt32LE(4), {
        end: ends[data.readUInt8(8)] ?? "flood",
        status: data.readInt32LE(9),
        cpuUs: Number(data.readBigUInt64LE(13)),
        wallUs: Number(data.readBigUInt64LE(21)),
        peakKb: data.readUInt32LE(29),
        output: data.subarray(replyHeadBytes, this.wanted),
      });
      data = data.subarray(this.wanted);
    }
    this.chunks = data.length > 0 ? [data] : [];
    this.size = data.length;
  }
}
