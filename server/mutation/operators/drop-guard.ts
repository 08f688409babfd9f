import { defineOperator, type Site } from "../operator";
import { canReindent, deletion, isIndentedBlock, leaves, reindented } from "../statements";

export const dropGuard = defineOperator({
  id: "drop-guard",
  intent: "mutate",
  summary: "Forgets an if: the whole of it where it leaves early (a base case), or only its condition.",
  example: "def fact(n):\n    if n == 0:\n        return 1\n    return n * fact(n - 1)",
  sites: (program) =>
    program.of("if_statement").flatMap((node): Site[] => {
      const block = node.child("block");
      if (block === undefined || node.child("elif_clause", "else_clause") !== undefined) return [];
      const sites: Site[] = [];
      if (leaves(block.parts.at(-1))) sites.push(deletion(program, node));
      if (isIndentedBlock(program, block) && block.parts.every((part) => canReindent(program, part))) {
        const body = reindented(program, block, program.indentAt(block.start), program.indentAt(node.start));
        if (body !== null && program.ownsLines(node)) {
          const start = program.lineStart(node.start);
          sites.push({ at: node.start, edits: [{ start, end: block.end, text: body }] });
        }
      }
      return sites;
    }),
});
