import { applyEdits, type Site } from "./operator";
import { parses } from "./parser";
import type { Program } from "./program";
import { keepsTokens } from "./token-swap";

/** What a site does to a source, said in one way only: `[start, end)` becomes `text`. */
export type Change = { start: number; end: number; text: string };

/** The text that a site puts in place of everything from its first to its last edit. */
function replacement(source: string, site: Site): Change {
  const start = Math.min(...site.edits.map((edit) => edit.start));
  const end = Math.max(...site.edits.map((edit) => edit.end));
  // One character on either side tells whether words must be kept apart there.
  const from = Math.max(0, start - 1);
  const before = start - from;
  const around = source.slice(from, end + 1);
  const edits = site.edits.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  const after = around.length - before - (end - start);
  const result = applyEdits(around, edits);
  return { start, end, text: result.slice(before, result.length - after) };
}

/**
 * The change that a site makes, or null if it makes none. It begins where the two texts first differ and ends where
 * they, from behind, first do; so two sites make the same text if and only if their changes are the same.
 */
export function changeOf(source: string, site: Site): Change | null {
  const { start, end, text } = replacement(source, site);
  const length = source.length - (end - start) + text.length;
  const resultAt = (at: number): string | undefined =>
    at < start
      ? source[at]
      : at < start + text.length
        ? text[at - start]
        : source[at - length + source.length];
  let head = start;
  while (head < source.length && head < length && source[head] === resultAt(head)) head += 1;
  if (head === source.length && head === length) return null;
  const most = Math.min(source.length, length) - head;
  let tail = Math.min(source.length - end, most);
  while (tail < most && source[source.length - 1 - tail] === resultAt(length - 1 - tail)) tail += 1;
  let changed = "";
  for (let at = head; at < length - tail; at += 1) changed += resultAt(at) ?? "";
  return { start: head, end: source.length - tail, text: changed };
}

/** The source after a change. */
export function applyChange(source: string, { start, end, text }: Change): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** Whether a program that parses still does after a site's change: only the statements around it are looked at. */
export function stillParses(program: Program, site: Site, { start, end, text }: Change): boolean {
  const { source } = program;
  if (keepsTokens(source, site)) return true;
  const range = program.topLevelRange(Math.max(0, start - 1), Math.min(source.length, end + 1));
  return parses(source.slice(range.start, start) + text + source.slice(end, Math.max(end, range.end)));
}
