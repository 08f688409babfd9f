import { bracketed } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { Program } from "../program";
import { isIndentedBlock, isLastIn, removingLines } from "../statements";
import type { PyNode } from "../tree";

/** Whether a branch does what happens without it. */
function doesNothing(block: PyNode): boolean {
  const [only, ...more] = block.parts;
  if (only === undefined || more.length > 0) return false;
  const returnsNone = only.kind === "return_statement" && (only.parts[0]?.kind ?? "none") === "none";
  return only.kind === "pass_statement" || (returnsNone && isLastIn(only, "function_definition"));
}

/** The edits of one clause: it goes, or it asks no more. */
function clauseSites(program: Program, clause: PyNode): Site[] {
  const block = clause.child("block");
  const keyword = clause.child("elif");
  const condition = clause.parts[0];
  if (block === undefined || !isIndentedBlock(program, block)) return [];
  const sites: Site[] = doesNothing(block)
    ? []
    : [{ at: clause.start, edits: [removingLines(program, clause)] }];
  const isLast = clause.parent?.parts.at(-1) === clause;
  if (keyword !== undefined && condition !== undefined && isLast) {
    sites.push({ at: clause.start, edits: [{ start: keyword.start, end: condition.end, text: "else" }] });
  }
  return sites;
}

export const dropBranch = defineOperator({
  id: "drop-branch",
  intent: "mutate",
  summary:
    "Forgets an elif or else with all that is in it, what an elif asks, or the other value of x if c else y.",
  example: "if n > 0:\n    sign = 1\nelif n == 0:\n    sign = 0\nelse:\n    sign = -1",
  sites: (program) => [
    ...program
      .of("if_statement")
      .flatMap((node) =>
        node.parts
          .filter((part) => part.kind === "elif_clause" || part.kind === "else_clause")
          .flatMap((clause) => clauseSites(program, clause)),
      ),
    ...program.of("conditional_expression").flatMap((node): Site[] => {
      const [yes, , no] = node.parts;
      return [yes, no].flatMap((value) =>
        value === undefined
          ? []
          : [replaceNode(node, value.kind === "conditional_expression" ? bracketed(value) : value.text)],
      );
    }),
  ],
});
