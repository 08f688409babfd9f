import type { Limits } from "../schema";

/** A call through HumanEval's proxy: arguments and keywords as Python literals. */
export type ProxiedCall = { arguments: string; keywords: string };

/**
 * How executed lines are found where the interpreter cannot watch each line just once (Python before 3.12): by tracing,
 * by tracing that gives up with "slow-trace" after many lines, or by marks compiled into the program.
 */
export type Cover = "trace" | "short-trace" | "marks";

/**
 * What a child is asked to do. `program`, `proxied`, `script` and `trace` run tested code and hold nothing that tells a right answer from a
 * wrong one; `checks` and `candidate` run tests and never see tested source.
 */
export type ChildJob =
  | { kind: "program"; source: string; setup: string; calls: string[]; cover: Cover }
  | { kind: "proxied"; source: string; setup: string; function: string; calls: ProxiedCall[]; cover: Cover }
  | { kind: "script"; source: string; stdin: string; cover: Cover }
  | { kind: "trace"; maxSteps: number; source: string; setup: string; entry: TraceEntry }
  | { kind: "checks"; checks: { imports: string; values: string[]; expression: string }[] }
  | { kind: "candidate"; check: string; known: KnownCall[] };

/** How a traced program is entered: by calls, or as a script with this standard input. */
export type TraceEntry = { calls: string[] } | { stdin: string };

/** A proxied call whose outcome is known: `value` is the pair of result and arguments afterwards. */
export type KnownCall = ProxiedCall & ({ value: string } | { error: string; message: string });

/** How a child ended and everything it wrote, not yet read: the bytes may come from a hostile program. */
export type ChildReport = {
  end: "exited" | "cpu-time" | "blocked" | "flood";
  /** Exit status, or minus the number of the signal. */
  status: number;
  cpuUs: number;
  wallUs: number;
  peakKb: number;
  output: Buffer;
};

export type Priority = "interactive" | "bulk";

export type RunOptions = { priority: Priority; signal: AbortSignal | undefined };

/**
 * A way to run one job in a process of its own, confined. Implementations keep their own queue, put interactive work
 * first and replace whatever breaks; `run` rejects with SandboxError only when the job failed three times for no fault of its
 * own, and with AppError("cancelled") when aborted or closed.
 */
export interface Provider {
  readonly name: string;
  readonly interpreter: string;
  run(job: ChildJob, limits: Limits, options: RunOptions): Promise<ChildReport>;
  close(): Promise<void>;
}

/** The sandbox failed, not the program. */
export class SandboxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SandboxError";
  }
}
