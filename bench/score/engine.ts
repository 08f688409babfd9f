import { monitorEventLoopDelay } from "node:perf_hooks";
import { createScorer, type Scorer } from "#server/prm/index";
import { bareSession } from "./bare-session";
import type { Program } from "./programs";
import { percentile, type Report } from "./report";

const clients = 8;

/** Time of one program after the other, ours and the bare session's taking turns. */
export async function benchLatency(modelDir: string, programs: Program[], report: Report): Promise<void> {
  const scorer = await createScorer({ modelDir, threads: 1 });
  const bare = await bareSession(modelDir);
  const ours: number[] = [];
  const peer: number[] = [];
  const windows = programs.map(bare.ids);
  for (let round = 0; round < 3; round += 1) {
    for (const [index, program] of programs.entries()) {
      const before = await timed(() => scorer.score(program));
      const after = await timed(() => bare.run(windows[index] ?? []));
      // The first round warms both up.
      if (round === 0) continue;
      ours.push(before);
      peer.push(after);
    }
  }
  await scorer.close();
  report({
    workload: "p50 of 30 lines",
    ours: percentile(ours, 50),
    peer: percentile(peer, 50),
    unit: "ms",
    n: ours.length,
  });
}

/** Delay of the event loop of the process that holds the threads, while clients ask as fast as they are answered. */
export async function benchLoop(modelDir: string, programs: Program[], report: Report): Promise<void> {
  const scorer = await createScorer({ modelDir });
  await ask(scorer, programs, programs.length);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await ask(scorer, programs, 5 * programs.length);
  delay.disable();
  await scorer.close();
  report({
    workload: "event loop p99, 8 clients",
    ours: delay.percentile(99) / 1e6,
    peer: null,
    unit: "ms",
    n: 5 * programs.length,
  });
}

/** What the process grows by from the end of the first tenth of the requests to the end. */
export async function benchMemory(
  modelDir: string,
  programs: Program[],
  { requests, report }: { requests: number; report: Report },
): Promise<void> {
  const scorer = await createScorer({ modelDir });
  const tenth = Math.ceil(requests / 10);
  await ask(scorer, programs, tenth);
  const early = rssMb();
  await ask(scorer, programs, requests - tenth);
  report({ workload: "resident memory at the end", ours: rssMb(), peer: early, unit: "MB", n: requests });
  await scorer.close();
}

async function ask(scorer: Scorer, programs: Program[], requests: number): Promise<void> {
  let sent = 0;
  const client = async () => {
    while (sent < requests) {
      const program = programs[sent % programs.length];
      sent += 1;
      if (program !== undefined) await scorer.score(program);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const rssMb = () => process.memoryUsage().rss / 2 ** 20;
