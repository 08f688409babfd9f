import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { normalizeSource } from "#server/core/lines";
import { classifyLines } from "#server/core/python-lines";
import type { Intent } from "#server/core/vocabulary";
import { listOperators, mutate } from "#server/mutation/index";
import type { Mutant } from "#server/mutation/schema";
import { type CorpusProblem, loadCorpus } from "../verify/corpus";
import { operatorVerdicts } from "./operator-verdicts";

export type Made = { problem: CorpusProblem; mutant: Mutant };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** `bench mutate [--verify n]`: rate, coverage, syntax and, with --verify, the verdicts of n mutants an operator. */
export async function run(args: string[]): Promise<void> {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const corpus = loadCorpus(root);
  const dropped = { duplicate: 0, unchanged: 0, unparsable: 0 };
  const made: Made[] = [];
  // The first call loads the parser.
  mutate({ source: "" });
  const start = performance.now();
  for (const problem of corpus.problems) {
    const result = mutate({ source: problem.source });
    for (const mutant of result.mutants) made.push({ problem, mutant });
    dropped.duplicate += result.dropped.duplicate;
    dropped.unchanged += result.dropped.unchanged;
    dropped.unparsable += result.dropped.unparsable;
  }
  const seconds = (performance.now() - start) / 1000;
  const perProgram = made.length / corpus.problems.length;
  say(
    `${corpus.name}: ${made.length} mutants, ${perProgram.toFixed(1)} a program, dropped ${JSON.stringify(dropped)}`,
  );
  const failures = syntaxFailures(made);
  const sampleSize = args.includes("--verify") ? Number(args[args.indexOf("--verify") + 1]) : 0;
  const verdicts = sampleSize > 0 ? await operatorVerdicts(made, sampleSize) : new Map<string, string>();
  for (const { id, intent } of listOperators()) {
    const own = made.filter(({ mutant }) => mutant.operator === id);
    const programs = new Set(own.map(({ problem }) => problem.id)).size;
    const broken = failures.get(id) ?? 0;
    say(
      [
        id.padEnd(22),
        intent.padEnd(8),
        `${own.length}`.padStart(6),
        `${programs}`.padStart(4),
        `${broken}`.padStart(5),
      ]
        .concat(verdicts.get(id) ?? [])
        .join(" "),
    );
  }
  report("mutants", made.length / seconds, "mutants/s", made.length);
  for (const intent of ["mutate", "refactor"] as const) {
    const { covered, lines } = coverage(corpus.problems, made, intent);
    report(`lines with a ${intent}`, (100 * covered) / lines, "%", lines);
  }
}

/** How many mutants of each operator CPython does not compile. */
function syntaxFailures(made: readonly Made[]): Map<string, number> {
  const script = `
import collections, json, sys, warnings
warnings.simplefilter("ignore")
failures = collections.Counter()
for line in sys.stdin:
    operator, code = json.loads(line)
    try:
        compile(code, "mutant", "exec")
    except (SyntaxError, ValueError):
        failures[operator] += 1
print(json.dumps(failures))`;
  const input = made.map(({ mutant }) => JSON.stringify([mutant.operator, mutant.code])).join("\n");
  const output = execFileSync(process.env.LINEWISE_PYTHON ?? "python3", ["-c", script], { input });
  return new Map(Object.entries(z.record(z.string(), z.number()).parse(JSON.parse(output.toString()))));
}

/** The code lines of all programs, and on how many a mutant of this intent begins. */
function coverage(
  problems: readonly CorpusProblem[],
  made: readonly Made[],
  intent: Intent,
): { covered: number; lines: number } {
  const sites = new Set(
    made
      .filter(({ mutant }) => mutant.intent === intent)
      .map(({ problem, mutant }) => `${problem.id}:${mutant.siteLine}`),
  );
  let covered = 0;
  let lines = 0;
  for (const { id, source } of problems) {
    classifyLines(normalizeSource(source)).forEach((kind, index) => {
      if (kind !== "code") return;
      lines += 1;
      if (sites.has(`${id}:${index + 1}`)) covered += 1;
    });
  }
  return { covered, lines };
}

function report(workload: string, ours: number, unit: string, n: number): void {
  const line = {
    bench: "mutate",
    workload,
    ours: Math.round(ours * 10) / 10,
    peer: null,
    ratio: null,
    unit,
    n,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
