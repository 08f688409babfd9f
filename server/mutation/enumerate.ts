import { AppError } from "#server/core/errors";
import type { Intent } from "#server/core/vocabulary";
import type { Operator, Site } from "./operator";
import type { Program } from "./program";
import { operators } from "./registry";
import { type Change, changeOf } from "./site-text";

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
  /** The same text as an earlier site's, or the parent's own. */
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
  let sites = 0;
  for (const operator of chosenOperators(options.operators, options.intent)) {
    const found = operator.sites(program);
    sites += found.length;
    for (const [siteIndex, site] of found.entries()) {
      const change = changeOf(program.source, site);
      const key = change === null ? "" : `${change.start}:${change.end}:${change.text}`;
      if (change === null) dropped.unchanged += 1;
      else if (seen.has(key)) dropped.duplicate += 1;
      else {
        seen.add(key);
        candidates.push({ operator, site, change, siteIndex, siteCount: found.length });
      }
    }
  }
  return { candidates, sites, dropped };
}
