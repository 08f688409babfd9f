import { Agent, request } from "node:http";
import { availableParallelism } from "node:os";
import { messageOf } from "#server/core/errors";
import type { Program } from "./programs";
import type { Report } from "./report";
import { type Running, startLinewise, startPeer } from "./servers";

const clients = 8;
const rounds = 3;

/** Lines a second over HTTP, groups of one statement from eight clients; both sides with as many scoring threads. */
export async function benchThroughput(modelDir: string, groups: Program[][], report: Report): Promise<void> {
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
  try {
    const rates: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round += 1) {
      for (const [side, server] of [ours, peer].entries()) {
        const rate = server === undefined ? 0 : await linesPerSecond(server.url, groups);
        process.stderr.write(
          `score: round ${round}: ${side === 0 ? "ours" : "peer"} ${rate.toFixed(0)} lines/s\n`,
        );
        if (round > 0) rates[side]?.push(rate);
      }
    }
    const [best, other] = rates.map((each) => Math.max(...each));
    report({
      workload: "groups over HTTP",
      ours: best ?? 0,
      peer: other ?? null,
      unit: "lines/s",
      n: countLines(groups),
    });
  } finally {
    for (const { stop } of servers) await stop();
  }
}

/** Lines that are not blank: both sides have a score for each. */
function countLines(groups: Program[][]): number {
  return groups
    .flat()
    .reduce((sum, { code }) => sum + code.split("\n").filter((line) => line.trim()).length, 0);
}

async function linesPerSecond(url: string, groups: Program[][]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const queue = groups.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (const group of queue) {
        const body = { prompt: group[0]?.statement ?? "", programs: group.map(({ code }) => ({ code })) };
        await post(`${url}/api/v1/score`, JSON.stringify(body), agent);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return countLines(groups) / seconds;
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
