import { defineOperator, type Site } from "../operator";
import type { Program } from "../program";
import { canReindent, isIndentedBlock, jumpsOut, leaves, reindented } from "../statements";
import type { PyNode } from "../tree";

const kinds = ["for_statement", "while_statement", "if_statement"];

function moved(program: Program, statement: PyNode, from: string, to: string): Site[] {
  const text = canReindent(program, statement) ? reindented(program, statement, from, to) : null;
  const start = program.lineStart(statement.start);
  return text === null ? [] : [{ at: statement.start, edits: [{ start, end: statement.end, text }] }];
}

/** Whether only an if's else goes on to what follows it: its last statement may as well stand there. */
function isAfterAll(node: PyNode): boolean {
  if (node.child("else_clause") === undefined) return false;
  return [node, ...node.parts].every(
    (part) =>
      part.kind === "else_clause" ||
      part.child("block") === undefined ||
      leaves(part.child("block")?.parts.at(-1)),
  );
}

export const indentationShift = defineOperator({
  id: "indentation-shift",
  version: 2,
  intent: "mutate",
  summary: "Moves the last statement of a loop or if out of it, or the statement after it in.",
  example: "for item in items:\n    total += item\ncount += 1",
  sites: (program) =>
    program.of(...kinds).flatMap((node): Site[] => {
      const blocks = [node, ...node.children].flatMap((part) => {
        const block = part.kind === "block" ? undefined : part.child("block");
        return block === undefined ? [] : [block];
      });
      const block = blocks.at(-1);
      if (block === undefined || !isIndentedBlock(program, block) || !program.ownsLines(node)) return [];
      const outer = program.indentAt(node.start);
      const inner = program.indentAt(block.start);
      const last = block.parts.at(-1);
      const siblings = node.parent?.parts ?? [];
      const next = siblings[siblings.indexOf(node) + 1];
      const sites: Site[] = [];
      // What leaves its loop can't take a break or continue along.
      if (last !== undefined && block.parts.length > 1 && !jumpsOut(last) && !isAfterAll(node)) {
        sites.push(...moved(program, last, inner, outer));
      }
      if (next !== undefined && !next.kind.endsWith("_definition") && !leaves(last))
        sites.push(...moved(program, next, outer, inner));
      return sites;
    }),
});
