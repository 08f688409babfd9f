import { Agent, request } from "node:http";
import { availableParallelism } from "node:os";
import { messageOf } from "#server/core/errors";
import { watchBusiestThread } from "./busiest-thread";
import type { Program } from "./programs";
import type { Report } from "./report";
import { type Running, startLinewise, startPeer } from "./servers";

const clients = 8;
const rounds = 5;

/** Groups of programs, each of one statement, by what they have in common. */
export type Workloads = Record<string, Program[][]>;

/**
 * Lines a second over HTTP, a group a request from eight clients; both sides with as many scoring threads, taking turns.
 */
export async function benchThroughput(modelDir: string, workloads: Workloads, report: Report): Promise<void> {
  // As many as a worker opens.
  const threads = Math.max(1, Math.min(4, availableParallelism() - 1));
  const servers: Running[] = [];
  try {
    servers.push(await startLinewise({ modelDir }), await startPeer({ modelDir, threads }));
  } catch (error) {
    process.stderr.write(`score: lines a second are not compared: ${messageOf(error)}\n`);
    for (const { stop } of servers) await stop();
    return;
  }
  const [ours, peer] = servers;
  if (ours === undefined || peer === undefined) return;
  try {
    for (const [name, groups] of Object.entries(workloads))
      await compare({ ours, peer }, name, { groups, report });
  } finally {
    for (const { stop } of servers) await stop();
  }
}

/**
 * The best round of each side, and the rounds' ratios. What else runs on the machine disturbs the sides unevenly; so the
 * ratios stand there also without the time that the busiest thread of each side, one that scores, was kept waiting.
 */
async function compare(
  { ours, peer }: { ours: Running; peer: Running },
  name: string,
  { groups, report }: { groups: Program[][]; report: Report },
): Promise<void> {
  const found: { ours: Rate; peer: Rate }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const rate = { ours: await measure(ours, groups, round), peer: await measure(peer, groups, round) };
    process.stderr.write(
      `score: ${name}, round ${round}: ours ${describe(rate.ours)}, peer ${describe(rate.peer)}\n`,
    );
    // The first round warms both up.
    if (round > 0) found.push(rate);
  }
  report({
    workload: `groups over HTTP: ${name}`,
    ours: Math.max(...found.map((rate) => rate.ours.all)),
    peer: Math.max(...found.map((rate) => rate.peer.all)),
    unit: "lines/s",
    n: countLines(groups),
    ratios: found.map((rate) => rate.ours.all / rate.peer.all),
    undisturbed: found.map((rate) => rate.ours.undisturbed / rate.peer.undisturbed),
  });
}

/** Lines a second of all time, and of the time in which the busiest thread was not kept waiting for a processor. */
type Rate = { all: number; undisturbed: number };

const describe = ({ all, undisturbed }: Rate) =>
  `${all.toFixed(0)} lines/s (undisturbed ${undisturbed.toFixed(0)})`;

async function measure({ url, pid }: Running, groups: Program[][], round: number): Promise<Rate> {
  const spent = watchBusiestThread(pid);
  const ms = await scoreAll(url, groups, round);
  const waited = spent()?.waitedMs ?? 0;
  const lines = 1000 * countLines(groups);
  return { all: lines / ms, undisturbed: lines / (ms - waited) };
}

/** Lines that are not blank: both sides have a score for each. */
function countLines(groups: Program[][]): number {
  return groups
    .flat()
    .reduce((sum, { code }) => sum + code.split("\n").filter((line) => line.trim()).length, 0);
}

/** Milliseconds for all groups. Statements are of their round, so that nothing is known from the one before. */
async function scoreAll(url: string, groups: Program[][], round: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const queue = groups.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const group of queue) {
        const prompt = `Round ${round}. ${group[0]?.statement ?? ""}`;
        const body = { prompt, programs: group.map(({ code }) => ({ code })) };
        await post(`${url}/api/v1/score`, JSON.stringify(body), agent);
      }
    }),
  );
  const ms = performance.now() - start;
  agent.destroy();
  return ms;
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const call = request(url, { method: "POST", headers, agent }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    });
    call.on("error", reject);
    call.end(body);
  });
}
