import { AppError } from "#server/core/errors";
import type { Intent } from "#server/core/vocabulary";
import type { Operator, Site } from "./operator";
import type { Program } from "./program";
import { operators } from "./registry";
import { type Change, changeOf } from "./site-text";
import { leaves, statementLists } from "./statements";

/** A change that an operator can make, before any is sampled. */
export type Candidate = {
  operator: Operator;
  site: Site;
  change: Change;
  /** Which of the operator's sites in this program, and how many there were. */
  siteIndex: number;
  siteCount: number;
};

export type Enumeration = {
  candidates: Candidate[];
  /** Sites of all chosen operators, before anything was dropped. */
  sites: number;
  /**
   * Duplicates make what an earlier site makes, idle spaces aside. Unchanged are those that make the parent's own text,
   * and bugs where no run ever comes.
   */
  dropped: { duplicate: number; unchanged: number };
};

function chosenOperators(
  ids: readonly string[] | undefined,
  intent: Intent | undefined,
): readonly Operator[] {
  const unknown = ids?.find((id) => !operators.some((operator) => operator.id === id));
  if (unknown !== undefined) throw new AppError("invalid-input", `unknown operator "${unknown}"`);
  return operators.filter(
    (operator) =>
      (ids === undefined || ids.includes(operator.id)) &&
      (intent === undefined || operator.intent === intent),
  );
}

/** Lines beyond this many characters are data, with thousands of candidates each. */
const longestLine = 300;

/** A text without the spaces that separate no words; where some may be a string's, without those around signs. */
function withoutIdleSpaces(text: string): string {
  // No operator writes two texts that differ in the spaces around a sign inside of a string.
  if (/['"#]/.test(text)) return text.replace(/(?<=\S)[ \t]*([-+*/%])[ \t]*(?=\w)/g, "$1");
  return text.replace(/(\S)[ \t]+(?=(\S))/g, (_, before: string, after: string) =>
    /\w/.test(before) && /\w/.test(after) ? `${before} ` : before,
  );
}

/** The same for changes that make the same program: `n-2` and `n - 2` are one. */
function keyOf(program: Program, { start, end, text }: Change): string {
  const [from, to] = [program.lineStart(start), program.lineEnd(end)];
  const { source } = program;
  // Nobody writes a table's line twice in two ways.
  if (to - from > longestLine) return `${start}:${end}:${text}`;
  return `${from}:${to}:${withoutIdleSpaces(source.slice(from, start) + text + source.slice(end, to))}`;
}

/** Whether a statement at this place is never reached: one before it in its block leaves the block. */
function deadPlaces(program: Program): (at: number) => boolean {
  const ranges = statementLists(program).flatMap((statements) => {
    const first = statements[statements.findIndex(leaves) + 1];
    const last = statements.at(-1);
    return first === undefined || last === undefined || first === statements[0]
      ? []
      : [{ start: first.start, end: last.end }];
  });
  return (at) => ranges.some(({ start, end }) => start <= at && at < end);
}

/**
 * Every change that the operators (all, when absent) can make to a program, in the order of operators and sites. Sites
 * that make the same text are one: the first operator's.
 *
 * @throws AppError `invalid-input` if an operator is unknown.
 */
export function enumerateChanges(
  program: Program,
  options: { operators?: readonly string[] | undefined; intent?: Intent | undefined } = {},
): Enumeration {
  const dropped = { duplicate: 0, unchanged: 0 };
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const isDead = deadPlaces(program);
  let sites = 0;
  for (const operator of chosenOperators(options.operators, options.intent)) {
    const found = operator.sites(program);
    sites += found.length;
    for (const [siteIndex, site] of found.entries()) {
      const change = changeOf(program.source, site);
      const isIdle = operator.intent === "mutate" && operator.breaksSyntax !== true && isDead(site.at);
      const key = change === null ? "" : keyOf(program, change);
      if (change === null || isIdle) dropped.unchanged += 1;
      else if (seen.has(key)) dropped.duplicate += 1;
      else {
        seen.add(key);
        candidates.push({ operator, site, change, siteIndex, siteCount: found.length });
      }
    }
  }
  return { candidates, sites, dropped };
}
