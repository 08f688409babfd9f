import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError } from "#server/core/errors";
import { normalizeSource } from "#server/core/lines";
import { classifyLines } from "#server/core/python-lines";
import { randomOf } from "#server/core/random";
import { trimEndOf } from "#server/core/trim-end";
import { enumerateChanges } from "./enumerate";
import { diffHunks } from "./hunks";
import { labelLineOf } from "./label-line";
import { parses } from "./parser";
import { Program } from "./program";
import { sampleBalanced } from "./sample";
import { type Mutant, type MutateOptions, mutateOptionsSchema } from "./schema";
import { applyChange, stillParses } from "./site-text";
import { weightOf } from "./weights";

export type MutateResult = {
  mutants: Mutant[];
  /** Sites of all chosen operators, before anything was dropped or sampled. */
  sites: number;
  /** Sites that were no candidates, and why: an earlier site's text, the parent's (or never run), broken syntax. */
  dropped: { duplicate: number; unchanged: number; unparsable: number };
};

/** How many mutants are made before others get a turn. */
const mutantsPerTurn = 100;

type Task = { source: string } & MutateOptions;

/** Makes mutants, stopping every now and then: the parser frees its trees only when the event loop gets on. */
function* makeMutants({ source: given, ...rest }: Task): Generator<void, MutateResult> {
  const options = mutateOptionsSchema.parse(rest);
  const source = normalizeSource(given);
  if (!parses(source)) throw new AppError("invalid-input", "the source does not parse as Python");
  const program = new Program(source);
  const { candidates, sites, dropped: repeated } = enumerateChanges(program, options);
  const dropped = { ...repeated, unparsable: 0 };
  const chosen = sampleBalanced(
    candidates.map(({ operator, site }) => ({
      line: program.lineOf(site.at),
      intent: operator.intent,
      operator: operator.id,
      weight: weightOf(operator.id),
    })),
    {
      perLine: options.perLine,
      perProgram: options.perProgram,
      random: randomOf(`${options.seed}\n${source}`),
    },
  );
  const kinds = classifyLines(source);
  const mutants: Mutant[] = [];
  for (const [at, { index, probability }] of chosen.entries()) {
    if ((at + 1) % mutantsPerTurn === 0) yield;
    const candidate = candidates[index];
    if (candidate === undefined) continue;
    const { operator, site, change, siteIndex, siteCount } = candidate;
    if (operator.breaksSyntax !== true && !stillParses(program, site, change)) {
      dropped.unparsable += 1;
      continue;
    }
    // Whoever stores or prints a source takes final line ends off.
    const code = trimEndOf(applyChange(source, change), "\n");
    const hunks = diffHunks(source, code);
    mutants.push({
      code,
      operator: operator.id,
      operatorVersion: operator.version,
      intent: operator.intent,
      teacher: "symbolic",
      edit: { hunks, labelLine: labelLineOf(hunks, source, code, kinds) },
      siteLine: program.lineOf(site.at),
      siteIndex,
      siteCount,
      probability,
      seed: options.seed,
    });
  }
  return { mutants, sites, dropped };
}

/**
 * The mutants of one Python program. Every site of every operator is enumerated; sites that make the same text are
 * one; then as many as asked are sampled, the same ones for the same source and options. Mutants come in the order of
 * their operators and sites. A sampled site whose text does not parse is dropped without a substitute, which leaves
 * the others' probabilities what they are.
 *
 * `code` and lines are those of the stored form of the source (`normalizeSource`).
 *
 * @throws AppError `invalid-input` if the source does not parse or an operator is unknown.
 */
export function mutate(task: Task): MutateResult {
  const steps = makeMutants(task);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * What `mutate` makes, in many short turns of the event loop: for processes that have others to answer, and for whom
 * the parser's memory of a long program's thousands of mutants would be too much at once.
 */
export async function mutateInTurns(task: Task): Promise<MutateResult> {
  const steps = makeMutants(task);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await nextTurn();
  }
}
