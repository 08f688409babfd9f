import type { LineMap } from "#server/core/line-map";
import { endOfProgram } from "#server/core/lines";
import type { LineLabel } from "#server/core/vocabulary";
import type { RuleResult } from "./schema";

/**
 * Where a line's label comes from: a person decided on this line; the rule speaks of it; the parent's line is the same
 * line, where the rule spoke or a person decided; it stands below an error; or nobody says anything.
 */
type LineSource = "override" | "rule" | "parent" | "parent-override" | "tainted" | "none";
type Labelled = { label: LineLabel; from: LineSource };

export type ResolvedLine = Labelled & {
  line: number;
  /** The parent's line that it is, null where it is none. */
  parentLine: number | null;
  /** What the rule says, here or of the parent's line, whatever was decided. */
  automatic: LineLabel;
  /** The label it would have without the decision on this line. */
  undecided: LineLabel;
  /** As if nobody had called a line above incorrect: a mutant asks for this, since it may have changed that line. */
  untainted: Labelled;
};

type Resolution = {
  /** Lines of the program, without the end-of-program step. */
  lineCount: number;
  ruleResult: Pick<RuleResult, "lines" | "taintedAfter">;
  /** Of a mutant: its map to the parent. Null: there is no parent to ask. */
  lineMap: LineMap | null;
  /** The parent's lines as they are now, `parent line count + 1` of them. */
  parentLines: readonly ResolvedLine[] | null;
  /** What persons decided, by line. */
  decided?: ReadonlyMap<number, LineLabel>;
};

/**
 * The label of every line of a program, and of its end: `lineCount + 1` entries. In this order: what a person decided
 * on the line; nothing but neutral below a line that a person called incorrect, here or in the parent; what the rule
 * says of it; nothing below a failed edit; and else whatever its parent's line is, *now*: a correction of the parent
 * reaches all its mutants when they are resolved again.
 */
export function resolveLines({
  lineCount,
  ruleResult,
  lineMap,
  parentLines,
  decided = new Map(),
}: Resolution): ResolvedLine[] {
  const own = new Map(ruleResult.lines.map(({ line, label }) => [line, label]));
  let belowError = false;
  return Array.from({ length: endOfProgram(lineCount) }, (_, index): ResolvedLine => {
    const line = index + 1;
    const parentLine = lineMap?.toParent(line) ?? null;
    const inherited = parentLine === null ? undefined : parentLines?.[parentLine - 1];
    const automatic = automaticLine(own.get(line), line, ruleResult.taintedAfter, inherited);
    const undecided: Labelled =
      belowError && !isNeutralByRule(automatic) ? { label: null, from: "tainted" } : automatic;
    const decision = decided.get(line);
    const override: Labelled | null = decision === undefined ? null : { label: decision, from: "override" };
    const { label, from } = override ?? undecided;
    if (label === "incorrect" && (from === "override" || from === "parent-override")) belowError = true;
    return {
      line,
      parentLine,
      label,
      from,
      automatic: automatic.automatic,
      undecided: undecided.label,
      untainted: override ?? { label: automatic.label, from: automatic.from },
    };
  });
}

function automaticLine(
  own: LineLabel | undefined,
  line: number,
  taintedAfter: number | null,
  inherited: ResolvedLine | undefined,
): Labelled & { automatic: LineLabel } {
  if (own !== undefined) return { label: own, automatic: own, from: "rule" };
  if (taintedAfter !== null && line > taintedAfter) return { label: null, automatic: null, from: "tainted" };
  if (inherited === undefined) return { label: null, automatic: null, from: "none" };
  const { automatic } = inherited;
  const { label, from } = inherited.untainted;
  if (from === "tainted" || from === "none") return { label, automatic, from };
  const byPerson = from === "override" || from === "parent-override";
  return { label, automatic, from: byPerson ? "parent-override" : "parent" };
}

/** Blank lines, comments and the like are neutral in whatever program they stand. */
function isNeutralByRule({ label, from }: Labelled): boolean {
  return label === "neutral" && (from === "rule" || from === "parent");
}
