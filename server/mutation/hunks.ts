import { splitLines } from "#server/core/lines";
import type { Hunk } from "./schema";

/** Past this many cells of the table, a diff is one hunk from the first difference to the last. */
const maxCells = 4_000_000;

type Range = { parentFrom: number; parentTo: number; from: number; to: number };

/** The length of the longest common subsequence of `a[i…]` and `b[j…]`, at `i * (b.length + 1) + j`. */
function subsequenceTable(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const below = table[(i + 1) * width + j] ?? 0;
      const right = table[i * width + j + 1] ?? 0;
      const diagonal = table[(i + 1) * width + j + 1] ?? 0;
      table[i * width + j] = a[i] === b[j] ? diagonal + 1 : Math.max(below, right);
    }
  }
  return table;
}

/** The differing ranges of two lists, 0-based. */
function differences(a: readonly string[], b: readonly string[]): Range[] {
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0 || a.length * b.length > maxCells) {
    return [{ parentFrom: 0, parentTo: a.length, from: 0, to: b.length }];
  }
  const table = subsequenceTable(a, b);
  const width = b.length + 1;
  const ranges: Range[] = [];
  let open: Range | null = null;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      if (open !== null) ranges.push(open);
      open = null;
      i += 1;
      j += 1;
      continue;
    }
    open ??= { parentFrom: i, parentTo: i, from: j, to: j };
    const below = i < a.length ? (table[(i + 1) * width + j] ?? 0) : -1;
    const right = j < b.length ? (table[i * width + j + 1] ?? 0) : -1;
    if (below >= right) i += 1;
    else j += 1;
    open = { ...open, parentTo: i, to: j };
  }
  if (open !== null) ranges.push(open);
  return ranges;
}

/**
 * The minimal line hunks between two sources, ascending and not touching each other; none if they are equal. Where
 * equal lines make it ambiguous (one of two like lines deleted), a hunk starts as late as it can: at the first line
 * where a reader going down would notice.
 */
export function diffHunks(parent: string, child: string): Hunk[] {
  const a = splitLines(parent);
  const b = splitLines(child);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const shift = head + 1;
  return differences(a.slice(head, a.length - tail), b.slice(head, b.length - tail)).map((range) => ({
    parentFrom: range.parentFrom + shift,
    parentTo: range.parentTo + shift,
    from: range.from + shift,
    to: range.to + shift,
  }));
}

/** The child that an edit makes of its parent: unchanged lines from the parent, a hunk's lines from `changed`. */
export function applyHunks(
  parent: string,
  hunks: readonly Hunk[],
  changed: (hunk: Hunk) => string[],
): string {
  const lines = splitLines(parent);
  const result: string[] = [];
  let next = 1;
  for (const hunk of hunks) {
    result.push(...lines.slice(next - 1, hunk.parentFrom - 1), ...changed(hunk));
    next = hunk.parentTo;
  }
  result.push(...lines.slice(next - 1));
  return result.join("\n");
}
