import type { Intent, LineLabel, Origin, SuspicionReason, Verdict } from "#server/core/vocabulary";

/** What suspicion is read from: one program of a problem, after its run and its rule. */
export type SuspectedProgram = {
  origin: Origin;
  intent: Intent | null;
  verdict: Verdict;
  /** What the rule suspects by itself. */
  reasons: readonly SuspicionReason[];
  labelLine: number | null;
  /** The reference's line that the edit was asked for. */
  siteLine: number | null;
  /** Label of the label line, and the text from the program's start through it. */
  label: LineLabel;
  prefix: string;
  labelLineExecuted: boolean;
  /** Of a reference: code lines that no test executes. */
  unexecutedLines: readonly number[];
};

/** `program` is the position in the list that was given. */
export type Suspicion = { program: number; reason: SuspicionReason; line: number; rank: number };

/**
 * How suspicious a reason makes a label, from 0 to 1: an ordering for the audit list, not a probability. It becomes one
 * when enough randomly chosen lines have been audited to fit it. The order's grounds:
 * - a refactoring that broke something, or two labels for the same line after the same text, is wrong somewhere for sure;
 * - a survivor is either equivalent or shows a gap in the tests, and either way its line can be labelled by a person;
 * - a line that no test runs, or that timed out, usually has no label rather than a wrong one.
 */
const ranks = {
  "refactor-broke": 0.8,
  "conflicting-duplicate": 0.75,
  flaky: 0.7,
  "annotators-disagree": 0.65,
  // Of the least margin; see `disagreementRank`.
  "prm-disagrees": 0.4,
  survived: 0.45,
  "weak-tests": 0.35,
  "not-executed": 0.25,
  timeout: 0.2,
  "near-timeout": 0.15,
} as const satisfies Record<SuspicionReason, number>;

/** Added to a survivor's rank in proportion to how many of the same line's other mutants the tests catch. */
const survivorSpread = 0.3;
/** A survivor whose line no test runs says little more than that. */
const unreachedSurvivor = 0.3;
/** Added to `weak-tests` in proportion to the line's survivors. */
const weakTestsSpread = 0.25;
/** Tests are weak on a line of which they catch less than this share of at least this many mutants. */
const weakShare = 0.5;
const weakMutants = 2;

/**
 * The rank of a line with whose label fold models disagree: `base`, and `spread` in proportion to the margin by which they
 * prefer the other label. A model that is sure comes before everything that is only not known.
 */
export const disagreementRank = { base: ranks["prm-disagrees"], spread: 0.5 } as const;

type Tally = { caught: number; survived: number };

/** Why labels of one problem's programs may be wrong, with the line and a rank each. */
export function suspicionsOf(programs: readonly SuspectedProgram[]): Suspicion[] {
  const tallies = talliesOf(programs);
  const conflicting = conflictingPrefixes(programs);
  return programs.flatMap((program, index): Suspicion[] => {
    const line = program.labelLine;
    if (program.origin === "reference" || line === null)
      return suspicionsOfReference(program, index, tallies);
    const reasons = new Set(program.reasons);
    if (conflicting.has(program.prefix) && judged(program.label)) reasons.add("conflicting-duplicate");
    return [...reasons].map((reason) => ({
      program: index,
      reason,
      line,
      rank: reason === "survived" ? survivorRank(program, tallies) : ranks[reason],
    }));
  });
}

const judged = (label: LineLabel) => label === "correct" || label === "incorrect";

function survivorRank(program: SuspectedProgram, tallies: ReadonlyMap<number, Tally>): number {
  if (!program.labelLineExecuted) return unreachedSurvivor;
  const tally = tallies.get(program.siteLine ?? 0) ?? { caught: 0, survived: 1 };
  const others = tally.caught + tally.survived - 1;
  // Of a line's only mutant nothing is known: halfway.
  const share = others <= 0 ? 0.5 : tally.caught / others;
  return ranks.survived + survivorSpread * share;
}

function suspicionsOfReference(
  program: SuspectedProgram,
  index: number,
  tallies: ReadonlyMap<number, Tally>,
): Suspicion[] {
  const found: Suspicion[] = [];
  for (const reason of program.reasons) {
    const lines = reason === "not-executed" ? program.unexecutedLines : [1];
    found.push(...lines.map((line) => ({ program: index, reason, line, rank: ranks[reason] })));
  }
  if (program.verdict !== "passed") return found;
  for (const [line, { caught, survived }] of tallies) {
    const all = caught + survived;
    if (all < weakMutants || caught / all >= weakShare || program.unexecutedLines.includes(line)) continue;
    const rank = ranks["weak-tests"] + weakTestsSpread * (survived / all);
    found.push({ program: index, reason: "weak-tests", line, rank });
  }
  return found;
}

/** Of each reference line, how many of its mutants that were meant to break are caught. */
function talliesOf(programs: readonly SuspectedProgram[]): Map<number, Tally> {
  const tallies = new Map<number, Tally>();
  for (const { intent, verdict, siteLine } of programs) {
    if (intent !== "mutate" || siteLine === null || verdict === "infra-error") continue;
    const tally = tallies.get(siteLine) ?? { caught: 0, survived: 0 };
    if (verdict === "passed") tally.survived += 1;
    else tally.caught += 1;
    tallies.set(siteLine, tally);
  }
  return tallies;
}

/** Texts after which the same line is correct in one program and incorrect in another. */
function conflictingPrefixes(programs: readonly SuspectedProgram[]): Set<string> {
  const labels = new Map<string, LineLabel>();
  const conflicting = new Set<string>();
  for (const { prefix, label } of programs) {
    if (!judged(label)) continue;
    const known = labels.get(prefix);
    if (known !== undefined && known !== label) conflicting.add(prefix);
    labels.set(prefix, label);
  }
  return conflicting;
}
