import { endOfProgram } from "#server/core/lines";
import { classifyLines, type LineKind } from "#server/core/python-lines";
import type { Hunk } from "./schema";

function shows(kinds: readonly LineKind[], from: number, to: number): boolean {
  return kinds.slice(from - 1, to - 1).some((kind) => kind === "code" || kind === "bracket");
}

/**
 * The label line of an edit: the first line of the child that differs from what the parent has next, where a reader
 * going down would first see the change. A deletion shows at the next code line, or at end of program when none
 * follows. Neutral lines can't be wrong, so a change that begins with comments or blank lines shows at the code after
 * them, and hunks of nothing but such lines are passed over. The answer is thus always a code line of the child, or
 * its end-of-program step.
 */
export function labelLineOf(
  hunks: readonly Hunk[],
  parent: string,
  child: string,
  /** Saves time where one parent has many children. */
  parentKinds: readonly LineKind[] = classifyLines(parent),
): number {
  const kinds = classifyLines(child);
  const first =
    hunks.find(
      (hunk) => shows(parentKinds, hunk.parentFrom, hunk.parentTo) || shows(kinds, hunk.from, hunk.to),
    ) ?? hunks[0];
  if (first === undefined) return endOfProgram(kinds.length);
  const at = kinds.indexOf("code", first.from - 1);
  return at === -1 ? endOfProgram(kinds.length) : at + 1;
}
