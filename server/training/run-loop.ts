import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";
import { createInterface } from "node:readline";
import { AppError } from "#server/core/errors";
import { repoPath } from "#server/core/paths";
import { childEnvironment } from "./child-environment";
import { trainingPython } from "./find-python";
import { type LoopEvent, loopEventSchema } from "./schema";

/** How far training steps back: pages, sandbox and scorer go first. */
const nice = 10;
/** What a process that was told to end gets to do so. */
const graceMs = 5_000;
/** Of a line that is longer, the rest is passed over. */
const maxLineLength = 64 * 1024;

export type LoopRequest = {
  /** Exported rows, and the folder that the loop keeps its state and bundles in. */
  rows: string;
  out: string;
  dataset: string;
  format: string;
  minutes: number;
  folds: number;
  /** Bundle to start from; null: from scratch. */
  start: string | null;
  /** Bundles to start each fold from, in order. */
  foldStarts: readonly string[];
  name: string;
  version: string;
  group: string;
  rule: string;
  target: string;
  threads: number;
};

type Listening = {
  onEvent: (event: LoopEvent) => void;
  /** Whatever else it wrote, for the log. */
  onText: (line: string) => void;
  signal: AbortSignal;
};

/**
 * Runs `linewise-prm loop` to its end. Rejects with the signal's reason when it is aborted, after the process and whatever
 * it started are gone; with `invalid-input` when the loop says why it can't be done; with `internal` on a fault. A process
 * whose parent is killed ends too: it watches its standard input.
 */
export async function runLoop(request: LoopRequest, { onEvent, onText, signal }: Listening): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(trainingPython(), ["-m", "linewise_prm.cli", "loop", ...argumentsOf(request)], {
    cwd: repoPath("training"),
    env: childEnvironment(),
    stdio: ["pipe", "pipe", "pipe"],
    // A process group of its own, so that all of it can be ended at once.
    detached: true,
  });
  // Writing to a process that is gone is no news.
  child.stdin?.on("error", () => {});
  stepBack(child);
  let failure: Extract<LoopEvent, { event: "error" }> | undefined;
  const stop = () => endGroup(child);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const read = Promise.all([
      readLines(child.stdout, (line) => {
        const event = eventOf(line);
        if (event === null) onText(line);
        else if (event.event === "error") failure = event;
        else onEvent(event);
      }),
      readLines(child.stderr, onText),
    ]);
    const { code, killedBy } = await ended(child);
    await read;
    signal.throwIfAborted();
    if (code === 0) return;
    throw reasonOf(failure, code, killedBy);
  } finally {
    signal.removeEventListener("abort", stop);
    killGroup(child, "SIGKILL");
  }
}

function argumentsOf({ foldStarts, start, ...request }: LoopRequest): string[] {
  return [
    ...Object.entries(request).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(start === null ? [] : ["--start", start]),
    ...foldStarts.flatMap((folder) => ["--fold-start", folder]),
    "--watch-stdin",
  ];
}

function stepBack({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, nice);
  } catch {
    // It ended already, or this system has no priorities: training goes on as any other process.
  }
}

function ended(child: ChildProcess): Promise<{ code: number | null; killedBy: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) =>
      reject(
        new AppError("unavailable", "The training process could not be started.", {
          retryable: false,
          cause,
        }),
      ),
    );
    child.once("close", (code, killedBy) => resolve({ code, killedBy }));
  });
}

function reasonOf(
  failure: Extract<LoopEvent, { event: "error" }> | undefined,
  code: number | null,
  killedBy: NodeJS.Signals | null,
): AppError {
  if (failure?.expected) return new AppError("invalid-input", failure.message);
  const kept = "What was trained is kept: resume goes on from the last checkpoint.";
  if (failure !== undefined) return new AppError("internal", `Training failed: ${failure.message}. ${kept}`);
  if (killedBy === "SIGKILL")
    return new AppError(
      "internal",
      `The training process was killed by the system, which happens when memory runs out. ${kept} Free some memory first.`,
    );
  const how = killedBy === null ? `with exit code ${code}` : `by ${killedBy}`;
  return new AppError("internal", `The training process ended ${how}; its log says more. ${kept}`);
}

function eventOf(line: string): LoopEvent | null {
  if (!line.startsWith("{")) return null;
  try {
    return loopEventSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

async function readLines(
  stream: NodeJS.ReadableStream | null,
  onLine: (line: string) => void,
): Promise<void> {
  if (stream === null) return;
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== "") onLine(line.slice(0, maxLineLength));
  }
}

/** Asks the whole group to end, and ends it when it does not. */
function endGroup(child: ChildProcess): void {
  killGroup(child, "SIGTERM");
  const timer = setTimeout(() => killGroup(child, "SIGKILL"), graceMs);
  child.once("close", () => clearTimeout(timer));
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nothing of it is left.
  }
}
