import { splitLines } from "#server/core/lines";
import { executedLineSet } from "#server/core/python-lines-executed";
import { boundText, maxErrorCharacters, maxValueCharacters } from "../evidence";
import { formatValue } from "../literal/format-value";
import type { DifferenceKind, DistinguishingInput } from "../schema";
import { type CallOutcome, differenceOf } from "./call-outcome";
import { confirmDifference, type Difference, type Pair } from "./confirm-difference";
import type { Exploration, KnownInput } from "./explore-reference";
import { isInfectedByAny, type LabelledEdit, type TriedInputs } from "./find-infection";
import { callText } from "./input";
import { minimiseDifference } from "./minimise-difference";
import { runInputs } from "./run-inputs";
import { testOf } from "./test-of-difference";

/** Counts up when the same seed and budget give other inputs, or a search another result. */
export const distinguishVersion = 2;

export type Distinguished = {
  /** Inputs on which the programs differ, minimised: those that settle the matter, if they are valid, come first. */
  inputs: DistinguishingInput[];
  /** How many inputs were tried on the mutant, and on how many of them its reference raises. */
  tried: number;
  triedRaising: number;
  /** Whether a test or a tried input runs the label line; null where that cannot be told. */
  reached: boolean | null;
  /**
   * Whether the edit changes the program's state in a test or a tried input; null where traces do not say, or not all that
   * reach the label line were traced.
   */
  infected: boolean | null;
};

export type TriedMutant = {
  source: string;
  edit: LabelledEdit;
  /** Lines that its tests executed; null where that is not known. */
  testedLines: readonly number[] | null;
};

/** Shown to a person, who says of each whether it is valid: more would not be read. */
const maxShown = { outside: 2, arguments: 1, raising: 1 } as const;
/** Differences looked into at most: what differs only after other calls is none. */
const maxLookedInto = 6;
/** CPU time for all tests' own calls when they are run once more. */
const seedsMs = 400;

/**
 * What a difference is worth: `outside` settles a mutant if the input is valid. Where it is only in the arguments that a call leaves
 * behind, or where the reference raises, it is a matter of what the function is for: kept apart, and looked for to the end.
 */
type Worth = keyof typeof maxShown;
type Differing = { known: KnownInput; kind: DifferenceKind };

/**
 * Looks for inputs on which a mutant and its reference differ. Stops after the part of the inputs that has one which settles
 * the matter; every difference is confirmed alone and minimised.
 */
export async function distinguishMutant(
  exploration: Exploration,
  { source, edit, testedLines }: TriedMutant,
): Promise<Distinguished> {
  const { reference, shape } = exploration;
  const pair: Pair = { reference, mutant: { ...reference, source } };
  const search = await searchParts(exploration, pair);
  const found: Difference[] = search.settling;
  for (const worth of ["arguments", "raising"] as const) {
    const differing = search.differing.filter((each) => worthOf(each) === worth);
    found.push(...(await confirmed(pair, differing, maxShown[worth])));
  }
  const smallest = await Promise.all(found.map((each) => minimiseDifference(pair, each, shape)));
  const distinct = new Map(smallest.map((each) => [callText(each.input), each]));
  const isApart = found.length > 0;
  const lines = new Set([...(testedLines ?? []), ...search.executedLines]);
  const reached = isApart || isReached(source, edit.labelLine, lines, testedLines !== null);
  const candidates = [{ inputs: exploration.seeds, cpuMs: seedsMs }, ...search.triedInputs];
  const infected =
    isApart ||
    (reached === false
      ? false
      : await isInfectedByAny(exploration, pair.mutant, { edit, tried: candidates }));
  const { tried, triedRaising } = search;
  return { inputs: [...distinct.values()].map(describe), tried, triedRaising, reached, infected };
}

type PartSearch = {
  settling: Difference[];
  differing: Differing[];
  tried: number;
  triedRaising: number;
  executedLines: Set<number>;
  triedInputs: TriedInputs[];
};

async function searchParts({ parts }: Exploration, pair: Pair): Promise<PartSearch> {
  const search: PartSearch = {
    settling: [],
    differing: [],
    tried: 0,
    triedRaising: 0,
    executedLines: new Set(),
    triedInputs: [],
  };
  for (const { inputs, cpuMs } of parts) {
    const { outcomes, executedLines } = await runInputs(
      pair.mutant,
      inputs.map(({ input }) => input),
      { cpuMs },
    );
    for (const line of executedLines) search.executedLines.add(line);
    const tried = inputs.filter((_, index) => (outcomes[index]?.kind ?? "not-run") !== "not-run");
    search.triedInputs.push({ inputs: tried.map(({ input }) => input), cpuMs });
    for (const [index, known] of inputs.entries()) {
      const outcome = outcomes[index] ?? { kind: "not-run" };
      if (outcome.kind === "not-run") continue;
      search.tried += 1;
      if (known.reference.kind === "raised") search.triedRaising += 1;
      const kind = differenceOf(known.reference, outcome);
      if (kind !== null) search.differing.push({ known, kind });
    }
    const settling = search.differing.filter((each) => worthOf(each) === "outside");
    const [endless, others] = [settling.filter(isEndless), settling.filter((each) => !isEndless(each))];
    search.settling = await confirmed(pair, others, maxShown.outside);
    // One endless call says what there is to say, and each costs budgets to confirm.
    if (search.settling.length === 0) search.settling = await confirmed(pair, endless, 1);
    if (search.settling.length > 0) break;
    // What differed only in company is not looked into again.
    search.differing = search.differing.filter((each) => !settling.includes(each));
  }
  return search;
}

const isEndless = ({ kind }: Differing) => kind === "timeout";

function worthOf({ known, kind }: Differing): Worth {
  if (known.reference.kind === "raised") return "raising";
  return kind === "arguments" ? "arguments" : "outside";
}

/** The first inputs, as many as wanted, on which the programs differ alone too. */
async function confirmed(pair: Pair, differing: readonly Differing[], wanted: number): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { known } of differing.slice(0, maxLookedInto)) {
    if (found.length >= wanted) break;
    const difference = await confirmDifference(pair, known.input);
    if (difference !== null) found.push(difference);
  }
  return found;
}

function isReached(
  source: string,
  labelLine: number,
  lines: ReadonlySet<number>,
  isKnown: boolean,
): boolean | null {
  // The end of a program is no line that runs.
  if (labelLine > splitLines(source).length) return null;
  return executedLineSet(source, [...lines]).has(labelLine) || (isKnown ? false : null);
}

function describe(difference: Difference): DistinguishingInput {
  const { input, kind, reference, mutant } = difference;
  const withArguments = kind === "arguments";
  return {
    call: callText(input),
    difference: kind,
    reference: outcomeText(reference, withArguments),
    mutant: outcomeText(mutant, withArguments),
    referenceRaises: reference.kind === "raised",
    test: testOf(difference),
  };
}

function outcomeText(outcome: CallOutcome, withArguments: boolean): string {
  switch (outcome.kind) {
    case "returned":
      return boundText(formatValue(withArguments ? outcome.after : outcome.value), maxValueCharacters);
    case "raised":
    case "ended":
      return boundText(outcome.error, maxErrorCharacters);
    case "unreadable":
    case "not-run":
      return "";
  }
}
