import type { Site, TextEdit } from "./operator";
import type { Program } from "./program";
import type { PyNode } from "./tree";

/** Whether a node is a statement of a block or of the module. */
export function isStatement(node: PyNode): boolean {
  return (
    node.named && node.kind !== "comment" && (node.parent?.kind === "block" || node.parent?.kind === "module")
  );
}

/** Every list of statements that stand below each other: the module and each block. */
export function statementLists(program: Program): (readonly PyNode[])[] {
  return program.of("module", "block").map((block) => block.parts);
}

/** The expression that an expression statement consists of. */
export function expressionOf(statement: PyNode | undefined): PyNode | undefined {
  return statement?.kind === "expression_statement" ? statement.parts[0] : undefined;
}

/** The assignment that a statement is: `x = …` with one `=`, no annotation. */
export function assignmentOf(
  statement: PyNode | undefined,
): { node: PyNode; target: PyNode; value: PyNode } | undefined {
  const node = expressionOf(statement);
  if (node?.kind !== "assignment" || node.child(":") !== undefined) return undefined;
  const target = node.parts[0];
  const value = node.after("=");
  if (target === undefined || value === undefined || value.kind === "assignment") return undefined;
  return { node, target, value };
}

/** Whether a statement is a string that does nothing. */
export function isDocstring(statement: PyNode): boolean {
  return expressionOf(statement)?.kind === "string";
}

/** The edit that removes whole lines, from the first line of `first` to the last of `last`. */
export function removingLines(program: Program, first: PyNode, last: PyNode = first): TextEdit {
  const start = program.lineStart(first.start);
  const end = program.lineEnd(last.end);
  if (end < program.source.length) return { start, end: end + 1, text: "" };
  // The last line goes with the line break before it.
  return { start: Math.max(0, start - 1), end, text: "" };
}

/** The site that deletes a statement; an else left empty goes with it, in other empty blocks `pass` stands in. */
export function deletion(program: Program, statement: PyNode): Site {
  const alone = (statement.parent?.parts.length ?? 1) === 1;
  const clause = statement.parent?.parent;
  if (alone && clause?.kind === "else_clause" && clause.parent?.kind === "if_statement") {
    if (program.ownsLines(statement) && program.ownsLines(clause))
      return { at: statement.start, edits: [removingLines(program, clause)] };
  }
  const edit =
    alone || !program.ownsLines(statement)
      ? { start: statement.start, end: statement.end, text: "pass" }
      : removingLines(program, statement);
  return { at: statement.start, edits: [edit] };
}

/** Whether the lines of a node can be indented differently: no string goes over a line end. */
export function canReindent(program: Program, node: PyNode): boolean {
  return program.ownsLines(node) && node.all("string").every((string) => program.isOneLine(string));
}

/**
 * The whole lines of a node, from the start of its first line, with `from` at each line's start replaced by `to`.
 * Null if a line with code is not indented by at least `from`.
 */
export function reindented(program: Program, node: PyNode, from: string, to: string): string | null {
  const lines = program.source.slice(program.lineStart(node.start), node.end).split("\n");
  if (lines.some((line) => line.trim() !== "" && !line.startsWith(from))) return null;
  return lines.map((line) => (line.trim() === "" ? line : to + line.slice(from.length))).join("\n");
}

/** Whether a block stands on lines of its own, below its header. */
export function isIndentedBlock(program: Program, block: PyNode): boolean {
  const { parent } = block;
  return (
    parent !== null &&
    program.lineOf(block.start) > program.lineOf(parent.start) &&
    block.parts.length > 0 &&
    block.parts.every((statement) => program.ownsLines(statement))
  );
}

/** Whether a statement leaves its block for good. */
export function leaves(statement: PyNode | undefined): boolean {
  return ["return_statement", "raise_statement", "continue_statement", "break_statement"].includes(
    statement?.kind ?? "",
  );
}

/** Whether what encloses a statement (a loop, a function: `kinds`) ends with it, on the way through ifs that leads there. */
export function isLastIn(statement: PyNode, ...kinds: string[]): boolean {
  const block = statement.parent;
  const owner = block?.parent;
  if (block?.kind !== "block" || owner == null || block.parts.at(-1) !== statement) return false;
  if (kinds.includes(owner.kind)) return true;
  const branch = owner.kind === "if_statement" ? owner : owner.parent;
  return branch?.kind === "if_statement" && isLastIn(branch, ...kinds);
}

/** Whether a `break` or `continue` in a node belongs to a loop outside of it. */
export function jumpsOut(node: PyNode): boolean {
  return node.all("break_statement", "continue_statement").some((jump) => {
    const loop = jump.closest("for_statement", "while_statement");
    return loop === undefined || loop.start < node.start || loop.end > node.end;
  });
}
