import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A thread's time on a processor and its time ready to run while others had the processors, in ms. */
export type ThreadTime = { ranMs: number; waitedMs: number };

type Times = Map<string, ThreadTime>;

/**
 * Starts to watch a process and its descendants; the returned function says how the thread that ran most since then spent
 * its time. Null where the kernel does not tell (Linux does).
 */
export function watchBusiestThread(pid: number): () => ThreadTime | null {
  const before = threadTimes(pid);
  return () => {
    let busiest: ThreadTime | null = null;
    for (const [thread, { ranMs, waitedMs }] of threadTimes(pid)) {
      const start = before.get(thread) ?? { ranMs: 0, waitedMs: 0 };
      const spent = { ranMs: ranMs - start.ranMs, waitedMs: waitedMs - start.waitedMs };
      if (busiest === null || spent.ranMs > busiest.ranMs) busiest = spent;
    }
    return busiest;
  };
}

function threadTimes(pid: number): Times {
  const times: Times = new Map();
  if (process.platform !== "linux") return times;
  for (const each of withDescendants(pid)) {
    for (const thread of threadsOf(each)) {
      // Nanoseconds run, nanoseconds waited, turns.
      const [ran, waited] = readOrNothing(`/proc/${each}/task/${thread}/schedstat`).split(" ").map(Number);
      if (ran === undefined || waited === undefined) continue;
      times.set(`${each}/${thread}`, { ranMs: ran / 1e6, waitedMs: waited / 1e6 });
    }
  }
  return times;
}

function withDescendants(root: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const found = [root];
  // Grows while it is walked.
  for (const parent of found) {
    for (const [pid, of] of pairs) if (of === parent && pid !== undefined) found.push(pid);
  }
  return found;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** A thread may end while it is looked at. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
