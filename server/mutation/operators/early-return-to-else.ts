import { defineOperator, type Site } from "../operator";
import type { Program } from "../program";
import { canReindent, isIndentedBlock, leaves, reindented, statementLists } from "../statements";
import type { PyNode } from "../tree";

/** The lines from the first to the last statement, indented differently. */
function moved(program: Program, statements: readonly PyNode[], from: string, to: string): string | null {
  if (!statements.every((statement) => canReindent(program, statement))) return null;
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) return null;
  const texts = statements.map((statement) => reindented(program, statement, from, to));
  return texts.includes(null) ? null : texts.join("\n");
}

function toElse(program: Program, node: PyNode, rest: readonly PyNode[]): Site[] {
  const blocks = [node, ...node.children.filter((child) => child.kind === "elif_clause")].map((part) =>
    part.child("block"),
  );
  if (node.child("else_clause") !== undefined || !blocks.every((block) => leaves(block?.parts.at(-1))))
    return [];
  const [first, last] = [rest[0], rest.at(-1)];
  if (
    first === undefined ||
    last === undefined ||
    !blocks.every((block) => block && isIndentedBlock(program, block))
  )
    return [];
  const indent = program.indentAt(node.start);
  const text = moved(program, rest, indent, indent + program.indentUnit);
  const start = program.lineStart(first.start);
  return text === null
    ? []
    : [{ at: first.start, edits: [{ start, end: last.end, text: `${indent}else:\n${text}` }] }];
}

function fromElse(program: Program, node: PyNode): Site[] {
  const clause = node.child("else_clause");
  const block = clause?.child("block");
  if (clause === undefined || block === undefined || node.child("elif_clause") !== undefined) return [];
  if (!leaves(node.child("block")?.parts.at(-1)) || !isIndentedBlock(program, block)) return [];
  const text = moved(program, block.parts, program.indentAt(block.start), program.indentAt(node.start));
  const start = program.lineStart(clause.start);
  return text === null ? [] : [{ at: clause.start, edits: [{ start, end: block.end, text }] }];
}

export const earlyReturnToElse = defineOperator({
  id: "early-return-to-else",
  intent: "refactor",
  summary: "Puts what follows an early return into an else, or takes it out of one.",
  example: "def sign(n):\n    if n < 0:\n        return -1\n    return 1",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((node, index) => {
        if (node.kind !== "if_statement" || !program.ownsLines(node)) return [];
        return [...toElse(program, node, statements.slice(index + 1)), ...fromElse(program, node)];
      }),
    ),
});
