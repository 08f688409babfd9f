import { type ChildProcess, fork } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "#server/core/errors";
import { repoRoot } from "#server/core/paths";

const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A process that lived this long starts again without delay. */
const steadyMs = 60_000;
const maxLogBytes = 10 * 1024 * 1024;

export type Supervised = {
  /** Asks the process to end, and ends it after `graceMs`. */
  stop: (graceMs: number) => Promise<void>;
};

type Options = {
  name: string;
  script: string;
  /** Laid over this process's own. */
  environment: Record<string, string>;
  logFolder: string;
  /** Told of every unexpected end, before the process is started again. */
  onCrash: (message: string) => void;
};

/**
 * Keeps one process running: started again, ever more slowly, when it ends by itself. Its output goes to a log file. It is
 * expected to end by itself when the channel to this process closes, for that happens also when this one is killed.
 */
export function supervise(options: Options): Supervised {
  let stopped = false;
  let child: ChildProcess | undefined;
  let ended: Promise<string> = Promise.resolve("not started");
  const quit = new AbortController();

  const keepRunning = async () => {
    let delayMs = firstDelayMs;
    while (!stopped) {
      const began = Date.now();
      child = start(options);
      ended = endOf(child);
      const how = await ended;
      if (stopped) return;
      if (Date.now() - began > steadyMs) delayMs = firstDelayMs;
      options.onCrash(
        `the ${options.name} process ended (${how}); it is started again in ${delayMs / 1000} s`,
      );
      await sleep(delayMs, undefined, { signal: quit.signal }).catch(() => {});
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    }
  };
  const running = keepRunning().catch((error) => options.onCrash(messageOf(error)));

  return {
    stop: async (graceMs) => {
      stopped = true;
      quit.abort();
      child?.kill("SIGTERM");
      const late = setTimeout(() => child?.kill("SIGKILL"), graceMs);
      await ended;
      await running;
      clearTimeout(late);
    },
  };
}

function start({ name, script, environment, logFolder }: Options): ChildProcess {
  const log = openLog(logFolder, name);
  const child = fork(script, [], {
    cwd: repoRoot(),
    env: { ...process.env, ...environment, LINEWISE_PROCESS: name, LINEWISE_ROOT: repoRoot() },
    stdio: ["ignore", log, log, "ipc"],
    // A session of its own: Ctrl-C reaches us alone, and we stop the others in order.
    detached: true,
  });
  closeSync(log);
  return child;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

export function logFile(logFolder: string, name: string): string {
  return path.join(logFolder, `${name}.log`);
}

function openLog(logFolder: string, name: string): number {
  mkdirSync(logFolder, { recursive: true });
  const file = logFile(logFolder, name);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

/** The last lines of a process's log, for a message. */
export function logTail(logFolder: string, name: string, lines = 15): string {
  try {
    return readFileSync(logFile(logFolder, name), "utf8").split("\n").slice(-lines).join("\n").trim();
  } catch {
    return "";
  }
}
