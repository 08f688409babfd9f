import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { mutate } from "#server/mutation/index";
import { createVerifier, limitsFromReference, type Verifier } from "#server/verification/index";
import { findPython } from "#server/verification/providers/native/find-python";
import {
  type Limits,
  type ProviderName,
  providerNames,
  type RunResult,
  type VerifyRequest,
} from "#server/verification/schema";
import { type CorpusProblem, loadCorpus } from "./corpus";
import { runInFreshProcess } from "./fresh-process";
import { measureInteractive } from "./interactive";

/** A program that computes this long by itself measures the interpreter, not the sandbox. */
const slowReferenceMs = 1_000;
/** The build that goes on while a person waits: the mutants of so many problems, again and again. */
const interactiveProblems = 100;
const interactiveRuns = 400;

type Flags = {
  workload: string | null;
  limit: number;
  rounds: number;
  repeat: boolean;
  provider: ProviderName | undefined;
};

function readFlags(args: string[]): Flags {
  const value = (name: string): string | undefined =>
    args[args.indexOf(name) + 1] && args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  return {
    workload: value("--workload") ?? null,
    limit: Number(value("--limit") ?? Number.POSITIVE_INFINITY),
    rounds: Number(value("--rounds") ?? 3),
    repeat: !args.includes("--no-repeat"),
    provider: providerNames.find((name) => name === value("--provider")),
  };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** `bench verify [--workload references|mutants|interactive] [--limit problems] [--rounds n] [--no-repeat] [--provider native|wasm]` */
export async function run(args: string[]): Promise<void> {
  const flags = readFlags(args);
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const corpus = loadCorpus(root);
  const problems = corpus.problems.slice(0, flags.limit);
  const workers = availableParallelism();
  const verifier = await createVerifier({
    workers,
    ...(flags.provider === undefined ? {} : { provider: flags.provider }),
  });
  try {
    const { state, reason, interpreter } = verifier.status();
    if (state === "off") throw new Error(`verification is off: ${reason}`);
    say(`${corpus.name}: ${problems.length} references, ${workers} workers, ${interpreter}`);
    const references = withoutSlow(await verifyReferences(verifier, problems));
    const wants = (workload: string): boolean => (flags.workload ?? workload) === workload;
    if (wants("references")) await benchReferences(verifier, references, workers, flags.rounds);
    if (wants("mutants")) await benchMutants(verifier, references, flags.repeat);
    if (wants("interactive")) await benchInteractive(verifier, references);
  } finally {
    await verifier.close();
  }
}

type Reference = { problem: CorpusProblem; result: RunResult };

async function verifyReferences(verifier: Verifier, problems: CorpusProblem[]): Promise<Reference[]> {
  const references = await Promise.all(
    problems.map(async (problem) => ({
      problem,
      result: await verifier.verify({ source: problem.source, suite: problem.suite }),
    })),
  );
  for (const { problem, result } of references) {
    if (result.verdict !== "passed") say(`reference ${problem.id}: ${result.verdict}: ${result.message}`);
  }
  return references;
}

function withoutSlow(references: Reference[]): Reference[] {
  const slow = references.filter(({ result }) => result.cpuUs > slowReferenceMs * 1000);
  if (slow.length > 0)
    say(`left out of everything, slow by themselves: ${slow.map((one) => one.problem.id).join(", ")}`);
  return references.filter((reference) => !slow.includes(reference));
}

async function benchReferences(
  verifier: Verifier,
  references: Reference[],
  workers: number,
  rounds: number,
): Promise<void> {
  const python = (await findPython(process.env.LINEWISE_PYTHON ?? "python3")).path;
  const problems = references.map(({ problem }) => problem);
  const ours: number[] = [];
  const peer: number[] = [];
  // The sides take turns, so that a machine that changes its mind changes it for both.
  for (let round = 0; round < rounds; round += 1) {
    ours.push(
      await rate(problems.length, async () => {
        await Promise.all(problems.map(({ source, suite }) => verifier.verify({ source, suite })));
      }),
    );
    peer.push(
      await rate(problems.length, () =>
        eachOf(problems, workers, async (problem) => {
          await runInFreshProcess(python, problem);
        }),
      ),
    );
    say(`round ${round + 1}: ${ours.at(-1)?.toFixed(0)}/s against ${peer.at(-1)?.toFixed(0)}/s`);
  }
  report("references", median(ours), median(peer), problems.length);
}

function mutantsOf(references: Reference[]): VerifyRequest[] {
  const requests: VerifyRequest[] = [];
  for (const { problem, result } of references) {
    const limits: Limits = limitsFromReference(result);
    for (const mutant of mutate({ source: problem.source }).mutants) {
      requests.push({ source: mutant.code, suite: problem.suite, limits });
    }
  }
  return requests;
}

async function benchInteractive(verifier: Verifier, references: Reference[]): Promise<void> {
  const quick = references.filter(({ result }) => result.cpuUs < 10_000);
  const { waitsMs, buildPerSecond } = await measureInteractive({
    verifier,
    build: mutantsOf(references.slice(0, interactiveProblems)),
    asked: quick.map(({ problem: { source, suite } }) => ({ source, suite })),
    count: interactiveRuns,
  });
  const sorted = waitsMs.toSorted((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  const waits = { p50: at(0.5), p99: at(0.99), max: at(1), unit: "ms" };
  const line = {
    bench: "verify",
    workload: "interactive",
    ...waits,
    build: round(buildPerSecond),
    n: sorted.length,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function benchMutants(
  verifier: Verifier,
  references: Reference[],
  repeatTimeouts: boolean,
): Promise<void> {
  const requests = mutantsOf(references);
  say(`${requests.length} mutants`);
  const verdicts = new Map<string, { runs: number; cpuMs: number }>();
  const perSecond = await rate(requests.length, async () => {
    await eachOf(requests, 512, async (request) => {
      const result = await verifier.verify(request, { repeatTimeouts });
      const sum = verdicts.get(result.verdict) ?? { runs: 0, cpuMs: 0 };
      sum.runs += 1;
      sum.cpuMs += result.cpuUs / 1000;
      verdicts.set(result.verdict, sum);
    });
  });
  for (const [verdict, { runs, cpuMs }] of verdicts)
    say(`${verdict}: ${runs}, ${(cpuMs / 1000).toFixed(1)} s of CPU`);
  report("mutants", perSecond, null, requests.length);
}

/** Things a second. */
async function rate(count: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1000);
}

async function eachOf<T>(items: T[], concurrency: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function report(workload: string, ours: number, peer: number | null, n: number): void {
  const line = {
    bench: "verify",
    workload,
    ours: round(ours),
    peer: peer === null ? null : round(peer),
    ratio: peer === null ? null : Math.round((ours / peer) * 100) / 100,
    unit: "programs/s",
    n,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
