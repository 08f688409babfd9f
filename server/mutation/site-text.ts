import { applyEdits, type Site } from "./operator";
import { parses } from "./parser";
import type { Program } from "./program";
import { isStatement } from "./statements";
import { keepsTokens } from "./token-swap";
import type { PyNode } from "./tree";

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

/**
 * The smallest statement that a change lies in and can't reach out of: the change leaves its first word where it is, and
 * no line of it stands further left.
 */
function statementAround(program: Program, { start, end, text }: Change): PyNode | undefined {
  let found: PyNode | undefined;
  let node: PyNode | undefined = program.root;
  while (node !== undefined) {
    const indent = program.indentAt(node.start);
    const keepsIn =
      isStatement(node) &&
      node.start < start &&
      text
        .split("\n")
        .slice(1)
        .every((line) => line.trim() === "" || line.startsWith(indent));
    if (keepsIn && program.ownsLines(node)) found = node;
    node = node.children.find((child) => child.start <= start && child.end >= end);
  }
  return found;
}

/**
 * Whether a program that parses still does after a site's change. As little as can be is looked at, the statement
 * around the change where that will do: parsing whole functions again and again takes most of the time, and the
 * parser's trees are not freed before the event loop's next turn.
 */
export function stillParses(program: Program, site: Site, change: Change): boolean {
  const { source } = program;
  if (keepsTokens(source, site)) return true;
  const { start, end, text } = change;
  const statement = statementAround(program, change);
  if (statement !== undefined) {
    const from = program.lineStart(statement.start);
    const header = statement.start === from ? "" : "if 1:\n";
    return parses(header + source.slice(from, start) + text + source.slice(end, statement.end));
  }
  const range = program.topLevelRange(Math.max(0, start - 1), Math.min(source.length, end + 1));
  return parses(source.slice(range.start, start) + text + source.slice(end, Math.max(end, range.end)));
}
