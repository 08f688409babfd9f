import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { normalizeSource } from "#server/core/lines";
import { mutate } from "#server/mutation/index";
import type { Mutant } from "#server/mutation/schema";
import {
  createVerifier,
  type Distinguished,
  distinguishMutant,
  exploreReference,
  limitsFromReference,
  type Verifier,
} from "#server/verification/index";
import { type CorpusProblem, loadCorpus } from "../verify/corpus";
import { type Classes, classOf, emptyClasses, reportClasses } from "./classes";

type Flags = { limit: number; every: number; perProgram: number; seed: number; budget: number; show: number };

function readFlags(args: string[]): Flags {
  const value = (name: string, otherwise: number): number =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
  return {
    limit: value("--limit", Number.POSITIVE_INFINITY),
    every: value("--every", 1),
    perProgram: value("--per-program", 20),
    seed: value("--seed", 0),
    budget: value("--budget", 200),
    show: value("--show", 0),
  };
}

/** Problems in work at once: what a child waits for, another problem's uses. */
const problemsInWork = 4;
const sayEvery = 20;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * `bench survivors [--limit problems] [--every nth] [--per-program mutants] [--seed n] [--budget inputs] [--show examples]`:
 * how many survivors are told apart from their references, and what that takes.
 */
export async function run(args: string[]): Promise<void> {
  const flags = readFlags(args);
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const corpus = loadCorpus(root);
  const verifier = await createVerifier({ workers: availableParallelism() });
  const classes = emptyClasses();
  const started = performance.now();
  try {
    const chosen = corpus.problems.filter((_, index) => index % flags.every === 0).slice(0, flags.limit);
    const queue = chosen.entries();
    const work = async (): Promise<void> => {
      for (const [index, problem] of queue) {
        await searchProblem({ verifier, problem, flags, classes });
        if (index % sayEvery === sayEvery - 1)
          say(`${index + 1} of ${chosen.length} problems, ${classes.searchMs.length} survivors`);
      }
    };
    await Promise.all(Array.from({ length: problemsInWork }, work));
  } finally {
    await verifier.close();
  }
  reportClasses(
    `${corpus.name}, ${flags.perProgram} mutants a program, ${flags.budget} inputs`,
    classes,
    say,
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${JSON.stringify({ bench: "survivors", ...flags, ...summary(classes), seconds })}\n`);
}

type Search = { verifier: Verifier; problem: CorpusProblem; flags: Flags; classes: Classes };
type Survivor = { mutant: Mutant; testedLines: number[] | null };

async function searchProblem({ verifier, problem, flags, classes }: Search): Promise<void> {
  const source = normalizeSource(problem.source);
  const reference = await verifier.verify({ source, suite: problem.suite });
  if (reference.verdict !== "passed") return;
  const limits = limitsFromReference(reference);
  const { seed, perProgram, budget, show } = flags;
  const { mutants } = mutate({ source, seed, perProgram, intent: "mutate" });
  const survivors: Survivor[] = [];
  await Promise.all(
    mutants.map(async (mutant) => {
      const result = await verifier.verify({ source: mutant.code, suite: problem.suite, limits });
      if (result.verdict === "passed") survivors.push({ mutant, testedLines: result.executedLines });
    }),
  );
  classes.mutants += mutants.length;
  if (survivors.length === 0) return;

  const sandbox = countedSandbox(verifier, classes);
  const start = performance.now();
  const exploration = await exploreReference({ source, suite: problem.suite, seed, budget, sandbox });
  classes.exploringMs.push(performance.now() - start);
  for (const { mutant, testedLines } of survivors) {
    const begun = performance.now();
    const found = await distinguishMutant(exploration, {
      source: normalizeSource(mutant.code),
      edit: mutant.edit,
      testedLines,
    });
    classes.searchMs.push(performance.now() - begun);
    classes.tried += found.tried;
    const name = classOf(found);
    classes.counts.set(name, (classes.counts.get(name) ?? 0) + 1);
    classes.inputs += found.inputs.length;
    if (classes.shown < show) {
      classes.shown += 1;
      showOne(problem, mutant, found);
    }
  }
}

/** Children and their CPU time say what a search costs, whatever else the machine does. */
function countedSandbox(
  verifier: Verifier,
  classes: Classes,
): Parameters<typeof exploreReference>[0]["sandbox"] {
  return {
    evaluate: async (request) => {
      const evaluation = await verifier.evaluate(request);
      classes.children += 1;
      classes.cpuMs += evaluation.cpuUs / 1000;
      return evaluation;
    },
    trace: (request) => {
      classes.traces += 1;
      return verifier.trace(request);
    },
  };
}

function showOne(problem: CorpusProblem, mutant: Mutant, found: Distinguished): void {
  const line = normalizeSource(mutant.code).split("\n")[mutant.edit.labelLine - 1] ?? "(end)";
  say(`${problem.id} ${mutant.operator}: ${line.trim()}  [${problem.tests[0]}]  ${classOf(found)}`);
  for (const { call, reference, mutant: other, difference } of found.inputs) {
    say(`    ${call} -> ${reference}; mutant (${difference}) ${other}`);
  }
}

function summary(classes: Classes): Record<string, unknown> {
  const survivors = classes.searchMs.length;
  const apart = classes.counts.get("told apart") ?? 0;
  return {
    mutants: classes.mutants,
    survivors,
    toldApart: apart,
    toldApartShare: Math.round((1000 * apart) / Math.max(1, survivors)) / 1000,
    classes: Object.fromEntries(classes.counts),
    inputsTried: classes.tried,
    msPerSurvivor: Math.round(median(classes.searchMs)),
    msPerProblem: Math.round(median(classes.exploringMs)),
    childrenPerSurvivor: Math.round(classes.children / Math.max(1, survivors)),
    tracesPerSurvivor: Math.round((10 * classes.traces) / Math.max(1, survivors)) / 10,
    cpuMsPerSurvivor: Math.round(classes.cpuMs / Math.max(1, survivors)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
