import { AppError } from "#server/core/errors";
import { normalizeSource } from "#server/core/lines";
import { classifyLines } from "#server/core/python-lines";
import { diffHunks } from "./hunks";
import { labelLineOf } from "./label-line";
import { applyEdits, type Operator } from "./operator";
import { parses } from "./parser";
import { Program } from "./program";
import { randomOf } from "./random";
import { operators } from "./registry";
import { sampleBalanced } from "./sample";
import { type Mutant, type MutateOptions, mutateOptionsSchema } from "./schema";
import { keepsTokens } from "./token-swap";

export type MutateResult = {
  mutants: Mutant[];
  /** Sites of all chosen operators, before anything was dropped or sampled. */
  sites: number;
  /** Sites that were no candidates, and why: the same text as an earlier site's, the parent's text, broken syntax. */
  dropped: { duplicate: number; unchanged: number; unparsable: number };
};

type Candidate = {
  operator: Operator;
  line: number;
  code: string;
  siteIndex: number;
  siteCount: number;
};

function chosenOperators(
  ids: readonly string[] | undefined,
  intent: string | undefined,
): readonly Operator[] {
  const unknown = ids?.find((id) => !operators.some((operator) => operator.id === id));
  if (unknown !== undefined) throw new AppError("invalid-input", `unknown operator "${unknown}"`);
  return operators.filter(
    (operator) =>
      (ids === undefined || ids.includes(operator.id)) &&
      (intent === undefined || operator.intent === intent),
  );
}

/**
 * The mutants of one Python program. Every site of every operator is enumerated; sites that make the same text are
 * one; then as many as asked are sampled, the same ones for the same source and options. Mutants come in the order of
 * their operators and sites.
 *
 * `code` and lines are those of the stored form of the source (`normalizeSource`).
 *
 * @throws AppError `invalid-input` if the source does not parse or an operator is unknown.
 */
export function mutate({ source: given, ...rest }: { source: string } & MutateOptions): MutateResult {
  const options = mutateOptionsSchema.parse(rest);
  const source = normalizeSource(given);
  if (!parses(source)) throw new AppError("invalid-input", "the source does not parse as Python");
  const program = new Program(source);
  const dropped = { duplicate: 0, unchanged: 0, unparsable: 0 };
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  let sites = 0;
  for (const operator of chosenOperators(options.operators, options.intent)) {
    const found = operator.sites(program);
    sites += found.length;
    for (const [siteIndex, site] of found.entries()) {
      const code = normalizeSource(applyEdits(source, site.edits));
      if (code === source) dropped.unchanged += 1;
      else if (seen.has(code)) dropped.duplicate += 1;
      else if (operator.breaksSyntax !== true && !keepsTokens(source, site) && !parses(code))
        dropped.unparsable += 1;
      else {
        seen.add(code);
        candidates.push({
          operator,
          line: program.lineOf(site.at),
          code,
          siteIndex,
          siteCount: found.length,
        });
      }
    }
  }
  const chosen = sampleBalanced(
    candidates.map(({ line, operator }) => ({
      line,
      intent: operator.intent,
      operator: operator.id,
      weight: operator.weight ?? 1,
    })),
    {
      perLine: options.perLine,
      perProgram: options.perProgram,
      random: randomOf(`${options.seed}\n${source}`),
    },
  );
  const kinds = classifyLines(source);
  const mutants = chosen.flatMap(({ index, probability }): Mutant[] => {
    const candidate = candidates[index];
    if (candidate === undefined) return [];
    const { operator, line, code, siteIndex, siteCount } = candidate;
    const hunks = diffHunks(source, code);
    return [
      {
        code,
        operator: operator.id,
        operatorVersion: operator.version,
        intent: operator.intent,
        teacher: "symbolic",
        edit: { hunks, labelLine: labelLineOf(hunks, source, code, kinds) },
        siteLine: line,
        siteIndex,
        siteCount,
        probability,
        seed: options.seed,
      },
    ];
  });
  return { mutants, sites, dropped };
}
