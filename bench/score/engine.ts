import { monitorEventLoopDelay } from "node:perf_hooks";
import { createScorer, type Scorer } from "#server/prm/index";
import { bareSession } from "./bare-session";
import type { Program } from "./programs";
import { percentile, type Report } from "./report";

const clients = 8;

/** Time of one program after the other, ours and the bare session's taking turns; with the quartiles of the pairs' ratios. */
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
  const pairs = ours.map((each, index) => each / (peer[index] ?? Number.NaN));
  report({
    workload: "p50 of 30 lines",
    ours: percentile(ours, 50),
    peer: percentile(peer, 50),
    unit: "ms",
    n: ours.length,
    ratios: [25, 50, 75].map((percent) => percentile(pairs, percent)),
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

/** What the process takes after each tenth of the requests; reported are the last one and, as the peer, the first. */
export async function benchMemory(
  modelDir: string,
  programs: Program[],
  { requests, report }: { requests: number; report: Report },
): Promise<void> {
  const scorer = await createScorer({ modelDir });
  const tenth = Math.ceil(requests / 10);
  const sizes: number[] = [];
  for (let part = 0; part < 10; part += 1) {
    await ask(scorer, programs, tenth);
    sizes.push(rssMb());
    process.stderr.write(`score: after ${(part + 1) * tenth} requests ${rssMb().toFixed(1)} MB\n`);
  }
  report({
    workload: "resident memory at the end",
    ours: sizes.at(-1) ?? Number.NaN,
    peer: sizes[0] ?? null,
    unit: "MB",
    n: 10 * tenth,
  });
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
