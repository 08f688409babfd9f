import { availableParallelism } from "node:os";
import { repoPath } from "#server/core/paths";
import { mutate } from "#server/mutation/index";
import { createVerifier, limitsFromReference, type Verifier } from "#server/verification/index";
import type { ProviderName, RunResult, TestSuite } from "#server/verification/schema";
import { loadCorpus } from "../verify/corpus";
import { type Disagreement, reasonOf } from "./reasons";

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const shownExamples = 3;
const slowReferenceMs = 1_000;

type Flags = { from: number; limit: number; show: boolean };

function readFlags(args: string[]): Flags {
  const value = (name: string): string | undefined =>
    args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  return {
    from: Number(value("--from") ?? 0),
    limit: Number(value("--limit") ?? Number.POSITIVE_INFINITY),
    show: args.includes("--show"),
  };
}

/**
 * `bench agreement [--from problem] [--limit problems] [--show]`: every reference and every mutant on both providers, each
 * with budgets from its own provider's reference. Says where verdict or a test's outcome differ, and why.
 */
export async function run(args: string[]): Promise<void> {
  const flags = readFlags(args);
  const corpus = loadCorpus(repoPath());
  const problems = corpus.problems.slice(flags.from, flags.from + flags.limit);
  const workers = availableParallelism();
  const native = await open("native", workers);
  const wasm = await open("wasm", workers);
  const tally = new Tally();
  try {
    const waiting = problems.values();
    const work = async (): Promise<void> => {
      for (const { id, source, suite } of waiting) {
        const [ours, theirs] = await Promise.all([
          native.verify({ source, suite }),
          wasm.verify({ source, suite }),
        ]);
        tally.add(source, ours, theirs);
        // Mutants take their budgets from their reference; of one that is slow by itself they would take hours.
        if (Math.max(ours.cpuUs, theirs.cpuUs) > slowReferenceMs * 1_000) {
          say(`left out, slow by themselves: the mutants of ${id}`);
          continue;
        }
        const programs = mutate({ source }).mutants.map(({ code }) => code);
        const [ofNative, ofWasm] = await Promise.all([
          verifyAll(native, ours, programs, suite),
          verifyAll(wasm, theirs, programs, suite),
        ]);
        for (const [index, program] of programs.entries()) {
          const [one, other] = [ofNative[index], ofWasm[index]];
          if (one !== undefined && other !== undefined) tally.add(program, one, other);
        }
        if (tally.programs % 100 < programs.length) say(`${tally.programs} programs`);
      }
    };
    await Promise.all(Array.from({ length: 4 * workers }, work));
  } finally {
    await Promise.all([native.close(), wasm.close()]);
  }
  tally.print(corpus.name, flags.show);
}

async function open(provider: ProviderName, workers: number): Promise<Verifier> {
  const verifier = await createVerifier({ provider, workers });
  const { state, reason } = verifier.status();
  if (state === "off") throw new Error(`verification is off: ${reason}`);
  return verifier;
}

function verifyAll(
  verifier: Verifier,
  reference: RunResult,
  programs: string[],
  suite: TestSuite,
): Promise<RunResult[]> {
  const limits = limitsFromReference(reference);
  return Promise.all(programs.map((source) => verifier.verify({ source, suite, limits })));
}

/** Counts what agrees and keeps what does not. */
class Tally {
  programs = 0;
  private tests = 0;
  private sameVerdict = 0;
  private sameOutcomes = 0;
  private readonly found = new Map<string, Disagreement[]>();

  add(source: string, native: RunResult, wasm: RunResult): void {
    const tests = native.outcomes.map((outcome, index) => ({ native: outcome, wasm: wasm.outcomes[index] }));
    const different = tests.filter((test) => test.native.outcome !== test.wasm?.outcome);
    this.programs += 1;
    this.tests += tests.length;
    this.sameOutcomes += tests.length - different.length;
    if (native.verdict === wasm.verdict) this.sameVerdict += 1;
    if (native.verdict === wasm.verdict && different.length === 0) return;
    const disagreement = { source, native, wasm, tests: different };
    const reason = reasonOf(disagreement);
    this.found.set(reason, [...(this.found.get(reason) ?? []), disagreement]);
  }

  print(corpus: string, show: boolean): void {
    say(
      `${this.programs} programs of ${corpus}: verdict agrees on ${percent(this.sameVerdict, this.programs)}`,
    );
    say(`${this.tests} tests: outcome agrees on ${percent(this.sameOutcomes, this.tests)}`);
    const rows = [...this.found].sort(([, one], [, other]) => other.length - one.length);
    for (const [reason, programs] of rows) {
      say(`${String(programs.length).padStart(6)}  ${reason}`);
      for (const each of programs.slice(0, show ? Number.POSITIVE_INFINITY : shownExamples)) {
        say(`        native ${describe(each.native)}; wasm ${describe(each.wasm)}`);
        if (show) say(each.source.replace(/^/gm, "          | "));
      }
    }
    const line = {
      bench: "agreement",
      corpus,
      programs: this.programs,
      same_verdict: this.sameVerdict,
      tests: this.tests,
      same_outcome: this.sameOutcomes,
      disagreements: Object.fromEntries(rows.map(([reason, programs]) => [reason, programs.length])),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

function describe({ verdict, message }: RunResult): string {
  return message === null ? verdict : `${verdict} (${message.slice(0, 120)})`;
}

function percent(part: number, whole: number): string {
  return `${part} (${((100 * part) / whole).toFixed(3)} %)`;
}
