import { normalizeSource } from "#server/core/lines";
import { repoPath } from "#server/core/paths";
import { classifyLines } from "#server/core/python-lines";
import type { Intent } from "#server/core/vocabulary";
import { listOperators, mutateInTurns } from "#server/mutation/index";
import type { Mutant } from "#server/mutation/schema";
import { type CorpusProblem, loadCorpus } from "../verify/corpus";
import { type Compiled, compiled } from "./compiled";
import { type OperatorVerdicts, operatorVerdicts } from "./operator-verdicts";

export type Made = { problem: CorpusProblem; mutant: Mutant };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * `bench mutate [--verify n [--operators ids]]`: rate, coverage, syntax and bytecode; with --verify the verdicts of n
 * mutants of each bug operator and of every refactoring, or of those operators only. The table goes to stderr, in Markdown.
 */
export async function run(args: string[]): Promise<void> {
  const corpus = loadCorpus(repoPath("."));
  const dropped = { duplicate: 0, unchanged: 0, unparsable: 0 };
  const made: Made[] = [];
  // The first call loads the parser.
  await mutateInTurns({ source: "" });
  const start = performance.now();
  for (const problem of corpus.problems) {
    const result = await mutateInTurns({ source: problem.source });
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
  const words = compiled(made);
  const count = args.includes("--verify") ? Number(args[args.indexOf("--verify") + 1]) : 0;
  const only = args.includes("--operators") ? args[args.indexOf("--operators") + 1]?.split(",") : undefined;
  const asked = made.filter(({ mutant }) => only?.includes(mutant.operator) ?? true);
  const verdicts = count > 0 ? await operatorVerdicts(asked, count) : new Map<string, OperatorVerdicts>();
  reportOperators(made, words, verdicts);
  report("mutants", made.length / seconds, "mutants/s", made.length);
  for (const intent of ["mutate", "refactor"] as const) {
    const { covered, lines } = coverage(corpus.problems, made, intent);
    report(`lines with a ${intent}`, (100 * covered) / lines, "%", lines);
    for (const word of ["parent", "twin"] as const) {
      const own = made.filter(({ mutant }, index) => mutant.intent === intent && words[index] === word);
      report(
        `${intent}: same bytecode as ${word === "parent" ? "the reference" : "another mutant"}`,
        own.length,
        "mutants",
        made.length,
      );
    }
  }
}

function reportOperators(
  made: readonly Made[],
  words: readonly Compiled[],
  verdicts: ReadonlyMap<string, OperatorVerdicts>,
): void {
  say(
    "| operator | intent | mutants | programs | does not compile | as the reference | as another | verdicts |",
  );
  say("|---|---|---:|---:|---:|---:|---:|---|");
  for (const { id, intent } of listOperators()) {
    const own = made.flatMap(({ mutant, problem }, index) =>
      mutant.operator === id ? [{ problem, word: words[index] }] : [],
    );
    const programs = new Set(own.map(({ problem }) => problem.id)).size;
    const count = (wanted: Compiled): number => own.filter(({ word }) => word === wanted).length;
    const cells = [id, intent, own.length, programs, count("broken"), count("parent"), count("twin")];
    say(`| ${cells.join(" | ")} | ${shown(verdicts.get(id))} |`);
  }
  for (const { broken } of verdicts.values()) {
    for (const { problem, mutant } of broken) {
      say(`problem ${problem.id}: ${mutant.operator} does not preserve:\n${mutant.code}`);
    }
  }
}
/** The share of an operator's runs that pass, then all verdicts. */
function shown(found: OperatorVerdicts | undefined): string {
  if (found === undefined) return "";
  const { runs, verdicts } = found;
  const share = ((100 * (verdicts.get("passed") ?? 0)) / runs).toFixed(1);
  return `${share} % of ${runs} pass: ${[...verdicts].map(([verdict, each]) => `${verdict} ${each}`).join(", ")}`;
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
