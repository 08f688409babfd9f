import type { ScoreRequest } from "./schema";

/**
 * Programs in an order in which each shares the most with the one before it: that of their texts, statement first. Blank
 * lines, which the model does not see, do not count.
 */
export function inPrefixOrder<T extends Pick<ScoreRequest, "statement" | "code">>(
  programs: Iterable<T>,
): T[] {
  const keyed = Array.from(programs, (program) => ({
    program,
    key: `${program.statement}\0${program.code.replaceAll(/^\s*\n/gm, "")}`,
  }));
  // By UTF-16 unit: texts with one beginning stand together, which an alphabet's order need not do.
  keyed.sort((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)));
  return keyed.map(({ program }) => program);
}
