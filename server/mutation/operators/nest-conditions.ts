import { bracketed, signOf } from "../expressions";
import { defineOperator, type Site } from "../operator";
import type { Program } from "../program";
import { canReindent, isIndentedBlock, reindented } from "../statements";
import type { PyNode } from "../tree";

function both(node: PyNode): string {
  return node.kind === "boolean_operator" && signOf(node)?.text === "or" ? bracketed(node) : node.text;
}

function isBare(node: PyNode): boolean {
  return node.child("elif_clause", "else_clause") === undefined && !node.has("comment");
}

function site(program: Program, node: PyNode, header: string, block: PyNode, indent: string): Site[] {
  if (!block.parts.every((statement) => canReindent(program, statement))) return [];
  const body = reindented(program, block, program.indentAt(block.start), indent);
  return body === null
    ? []
    : [{ at: node.start, edits: [{ start: node.start, end: block.end, text: `${header}\n${body}` }] }];
}

export const nestConditions = defineOperator({
  id: "nest-conditions",
  intent: "refactor",
  summary: "Writes if a and b as an if inside an if, or joins two such.",
  example: "if n > 0 and n % 2 == 0:\n    count += 1",
  sites: (program) =>
    program.of("if_statement").flatMap((node): Site[] => {
      const condition = node.parts[0];
      const block = node.child("block");
      if (condition === undefined || block === undefined || !isBare(node) || !isIndentedBlock(program, block))
        return [];
      if (!program.ownsLines(node) || condition.text.includes("\n")) return [];
      const outer = program.indentAt(node.start);
      const inner = program.indentAt(block.start);
      if (condition.kind === "boolean_operator" && signOf(condition)?.text === "and") {
        const [a, b] = condition.parts;
        if (a === undefined || b === undefined) return [];
        const header = `if ${a.text}:\n${inner}if ${b.text}:`;
        return site(program, node, header, block, inner + program.indentUnit);
      }
      const nested = block.parts.length === 1 ? block.parts[0] : undefined;
      const nestedBlock = nested?.child("block");
      const second = nested?.parts[0];
      if (nested?.kind !== "if_statement" || nestedBlock === undefined || second === undefined) return [];
      if (!isBare(nested) || !isIndentedBlock(program, nestedBlock) || second.text.includes("\n")) return [];
      if ([condition, second].some(({ kind }) => kind === "conditional_expression" || kind === "lambda"))
        return [];
      return site(
        program,
        node,
        `if ${both(condition)} and ${both(second)}:`,
        nestedBlock,
        outer + program.indentUnit,
      );
    }),
});
