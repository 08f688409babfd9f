import type { OperatorInfo } from "#server/mutation/schema";

export type DiffLine = { kind: "same" | "removed" | "added"; text: string };

/** An example as one list of lines: what its hunks took out stands before what they put in. */
export function diffLines({ before, after, hunks }: OperatorInfo["example"]): DiffLine[] {
  const old = before.split("\n");
  const now = after.split("\n");
  const lines: DiffLine[] = [];
  const add = (kind: DiffLine["kind"], texts: readonly string[]) =>
    void lines.push(...texts.map((text): DiffLine => ({ kind, text })));
  let next = 1;
  for (const { parentFrom, parentTo, from, to } of hunks) {
    add("same", old.slice(next - 1, parentFrom - 1));
    add("removed", old.slice(parentFrom - 1, parentTo - 1));
    add("added", now.slice(from - 1, to - 1));
    next = parentTo;
  }
  add("same", old.slice(next - 1));
  return lines;
}
