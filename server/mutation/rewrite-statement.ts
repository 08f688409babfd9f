import { normalizeSource, splitLines } from "#server/core/lines";
import { pythonTokens } from "#server/core/python-lines-tokens";
import { trimEndOf } from "#server/core/trim-end";
import { diffHunks } from "./hunks";
import { labelLineOf } from "./label-line";
import { parses } from "./parser";
import type { Edit, RewriteDrop, StatementLines } from "./schema";
import { outline } from "./statement-lines";

/** What is longer is no rewrite of one statement. */
const maxLines = 20;
const maxChars = 2_000;

export type Rewritten = { code: string; edit: Edit } | { dropped: RewriteDrop };

/**
 * Puts a text that somebody else wrote in the place of one statement's lines (`listStatements`), and sees to it that this
 * is all that happens: the program still parses, every other statement is what and where it was, and something other than
 * white space and comments has changed. The text may be indented as in the program or not at all. Comments that the
 * statement did not have are left out: they tell what was done.
 *
 * `source` is in its stored form (`normalizeSource`), and so is the `code` that comes back.
 */
export function rewriteStatement(source: string, { from, to }: StatementLines, given: string): Rewritten {
  const lines = splitLines(source);
  const old = lines.slice(from - 1, to - 1);
  const text = trimEndOf(withoutNewComments(normalizeSource(given), old.join("\n")), " \t\n");
  if (text.length > maxChars || splitLines(text).length > maxLines + old.length)
    return { dropped: "too-long" };
  if (text.trim() === "" || isSame(old.join("\n"), text)) return { dropped: "unchanged" };
  if (repeatsOthers(lines, { from, to }, splitLines(text))) return { dropped: "other-lines" };
  for (const replacement of indentations(text, /^[ \t]*/.exec(old[0] ?? "")?.[0] ?? "")) {
    const made = [...lines.slice(0, from - 1), ...replacement, ...lines.slice(to - 1)].join("\n");
    if (!parses(made)) continue;
    if (!leavesOthers(source, made, { from, to }, replacement.length)) return { dropped: "other-lines" };
    const code = trimEndOf(made, "\n");
    const hunks = diffHunks(source, code);
    return { code, edit: { hunks, labelLine: labelLineOf(hunks, source, code) } };
  }
  return { dropped: "unparsable" };
}

/** A text less the comments that do not stand in the old one, and less the lines that held nothing else. */
function withoutNewComments(text: string, old: string): string {
  const commentsOf = (code: string) => pythonTokens(code).filter(({ kind }) => kind === "comment");
  const known = new Set(commentsOf(old).map((comment) => comment.text.trimEnd()));
  const lines: (string | null)[] = splitLines(text);
  for (const comment of commentsOf(text)) {
    if (known.has(comment.text.trimEnd())) continue;
    // A comment ends with its line.
    const code = trimEndOf(lines[comment.line - 1]?.slice(0, -comment.text.length) ?? "", " \t");
    lines[comment.line - 1] = code === "" ? null : code;
  }
  return lines.filter((line) => line !== null).join("\n");
}

/** Whether two texts are the same but for white space and comments. */
function isSame(one: string, other: string): boolean {
  const words = (text: string) =>
    pythonTokens(text)
      .filter(({ kind }) => kind !== "comment" && kind !== "newline")
      .map((token) => token.text);
  return JSON.stringify(words(one)) === JSON.stringify(words(other));
}

/** Whether a text begins or ends with the statement's neighbour, or brings a whole definition along. */
function repeatsOthers(
  lines: readonly string[],
  { from, to }: StatementLines,
  text: readonly string[],
): boolean {
  const codeLine = (line: string) => line.trim() !== "" && !line.trim().startsWith("#");
  const before = lines.slice(0, from - 1).findLast(codeLine);
  const after = lines.slice(to - 1).find(codeLine);
  const given = text.filter(codeLine).map((line) => line.trim());
  if (given.length < 2) return false;
  const headers = new Set(
    lines.map((line) => line.trim()).filter((line) => /^(async def|def|class)\b/.test(line)),
  );
  return (
    given[0] === before?.trim() || given.at(-1) === after?.trim() || given.some((line) => headers.has(line))
  );
}

/** The ways in which a text may be meant to be indented, the likeliest first. */
function indentations(text: string, indent: string): string[][] {
  const given = splitLines(text);
  const own = (line: string) => /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const [first = "", ...rest] = given;
  const least = (lines: readonly string[]) =>
    Math.min(...lines.filter((line) => line.trim() !== "").map(own));
  const moved = given.map((line) => (line.trim() === "" ? "" : indent + line.slice(least(given))));
  // The first line without its indentation, the others with it.
  const mended = [indent + first.trimStart(), ...rest];
  if (first.startsWith(indent) && own(first) === indent.length) return [given, moved];
  const deep = first.endsWith(":") ? indent.length + 1 : indent.length;
  return own(first) === 0 && least(rest) >= deep ? [mended, moved] : [moved, mended];
}

/** Whether all statements outside of the rewritten lines are what they were, moved by as much as the rewrite is longer. */
function leavesOthers(source: string, made: string, { from, to }: StatementLines, length: number): boolean {
  const shift = length - (to - from);
  const outside = (text: string, end: number, by: number) =>
    outline(text)
      .filter(({ line }) => line < from || line >= end)
      .map(({ line, kind, depth }) => `${line < from ? line : line + by} ${kind} ${depth}`)
      .join();
  return outside(source, to, shift) === outside(made, from + length, 0);
}
