import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { repoPath } from "#server/core/paths";
import { createVerifier } from "#server/verification/index";
import type { VerifyRequest } from "#server/verification/schema";
import { loadCorpus } from "../verify/corpus";

/** Callers at a time; a slow reference must not leave the pool idle. */
const callers = 64;

/**
 * `bench soak [--runs n] [--every n]`: runs references again and again, and prints what every process of it holds in
 * memory, a line each `every` runs.
 */
export async function run(args: string[]): Promise<void> {
  const value = (name: string, otherwise: number): number =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
  const runs = value("--runs", 200_000);
  const every = value("--every", 10_000);
  const verifier = await createVerifier({ workers: availableParallelism() });
  try {
    const { problems } = loadCorpus(repoPath("."));
    const requests: VerifyRequest[] = [];
    for (const { source, suite } of problems) {
      const { cpuUs } = await verifier.verify({ source, suite });
      if (cpuUs < 50_000) requests.push({ source, suite });
    }
    let begun = 0;
    let done = 0;
    const start = performance.now();
    const work = async (): Promise<void> => {
      while (begun < runs) {
        const request = requests[begun % requests.length];
        begun += 1;
        if (request === undefined) return;
        const { verdict, message } = await verifier.verify(request);
        if (verdict === "infra-error") throw new Error(`run ${done}: ${message}`);
        done += 1;
        if (done % every === 0) print(done, start);
      }
    };
    await Promise.all(Array.from({ length: callers }, work));
  } finally {
    await verifier.close();
  }
}

function print(done: number, start: number): void {
  const perSecond = Math.round(done / ((performance.now() - start) / 1000));
  const { heapUsed } = process.memoryUsage();
  const line = {
    bench: "soak",
    runs: done,
    perSecond,
    heapKb: Math.round(heapUsed / 1024),
    rssKb: residentKb(),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Resident memory of this process, the supervisor, and the zygote (the largest of what runs below the supervisor). */
function residentKb(): { node: number; supervisor: number; zygote: number; processes: number } {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, "utf8");
        const field = (key: string): number =>
          Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
        return [{ pid: Number(name), parent: field("PPid"), rssKb: field("VmRSS") }];
      } catch {
        return [];
      }
    });
  const below = (pid: number): typeof processes => processes.filter(({ parent }) => parent === pid);
  const self = processes.find(({ pid }) => pid === process.pid);
  const supervisors = below(process.pid).filter(({ pid }) => below(pid).length > 0);
  const [supervisor] = supervisors;
  const zygote = supervisor === undefined ? [] : below(supervisor.pid).toSorted((a, b) => b.rssKb - a.rssKb);
  return {
    node: self?.rssKb ?? 0,
    supervisor: supervisor?.rssKb ?? 0,
    zygote: zygote[0]?.rssKb ?? 0,
    processes: supervisors.length + zygote.length,
  };
}
