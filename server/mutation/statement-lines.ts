import { AppError } from "#server/core/errors";
import { parses } from "./parser";
import { Program } from "./program";
import type { StatementLines } from "./schema";
import type { PyNode } from "./tree";

/** Nothing in them can be wrong, or the tests call what they name. */
const passedOver = new Set([
  "import_statement",
  "import_from_statement",
  "future_import_statement",
  "pass_statement",
  "function_definition",
  "class_definition",
  "decorated_definition",
]);
/** Parts of compound statements that have a header of their own. */
const clauses = new Set(["elif_clause", "except_clause", "except_group_clause", "case_clause"]);
/** Headers that are nothing but a word. */
const bareHeaders = new Set(["try_statement"]);

function isStatement(node: PyNode): boolean {
  return node.named && (node.parent?.kind === "module" || node.parent?.kind === "block");
}

function isDocstring(node: PyNode): boolean {
  return node.kind === "expression_statement" && node.parts.every(({ kind }) => kind === "string");
}

/** A statement's own lines: of a compound one its header, and its body too where that stands on the same line. */
function ownLines(program: Program, node: PyNode): StatementLines {
  const from = program.lineOf(node.start);
  const body = node.child("block");
  const colon = node.children.findLast(
    (child) => child.text === ":" && (body === undefined || child.end <= body.start),
  );
  const last = program.lineOf((body === undefined ? node.end : (colon?.end ?? body.start)) - 1);
  // A block's own range may begin with the line end before it.
  const first = body?.parts[0];
  if (body !== undefined && first !== undefined && program.lineOf(first.start) === last)
    return { from, to: program.lineOf(Math.max(node.start, body.end - 1)) + 1 };
  return { from, to: last + 1 };
}

/**
 * The statements of a program that can be asked to be rewritten, in order: half-open ranges of lines that do not overlap.
 * Statements that share a line are one. Imports, definitions' headers, docstrings and `pass` are left out.
 *
 * @throws AppError `invalid-input` if the source does not parse.
 */
export function listStatements(source: string): StatementLines[] {
  if (!parses(source)) throw new AppError("invalid-input", "the source does not parse as Python");
  const program = new Program(source);
  const found = program.root
    .walk()
    .filter((node) => clauses.has(node.kind) || isStatement(node))
    .filter(({ kind }) => kind !== "comment" && !passedOver.has(kind) && !bareHeaders.has(kind))
    .filter((node) => !isDocstring(node))
    .map((node) => ownLines(program, node))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: StatementLines[] = [];
  for (const { from, to } of found) {
    const last = merged.at(-1);
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

function depthOf(node: PyNode): number {
  let depth = 0;
  for (let at = node.parent; at !== null; at = at.parent) if (at.kind === "block") depth += 1;
  return depth;
}

/** Every statement and clause: where it begins, what it is, and in how many blocks it stands. */
export function outline(source: string): { line: number; kind: string; depth: number }[] {
  const program = new Program(source);
  return program.root
    .walk()
    .filter((node) => clauses.has(node.kind) || node.kind === "else_clause" || isStatement(node))
    .filter(({ kind }) => kind !== "comment")
    .map((node) => ({ line: program.lineOf(node.start), kind: node.kind, depth: depthOf(node) }));
}
