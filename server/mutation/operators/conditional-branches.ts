import { bracketed } from "../expressions";
import { defineOperator, type Site } from "../operator";
import type { Program } from "../program";
import { assignmentOf, isIndentedBlock, isStatement, statementLists } from "../statements";
import type { PyNode } from "../tree";

/** What a statement does with its value: `return …` or `name = …`. */
function headed(statement: PyNode | undefined): { head: string; value: PyNode } | undefined {
  if (statement?.kind === "return_statement" && statement.parts[0] !== undefined) {
    return { head: "return ", value: statement.parts[0] };
  }
  const { target, value } = assignmentOf(statement) ?? {};
  return target?.kind === "identifier" && value !== undefined
    ? { head: `${target.text} = `, value }
    : undefined;
}

function toBranches(program: Program, statement: PyNode): Site[] {
  const { head, value } = headed(statement) ?? {};
  if (head === undefined || value?.kind !== "conditional_expression" || !program.ownsLines(statement))
    return [];
  const [yes, condition, no] = value.parts;
  if (yes === undefined || condition === undefined || no === undefined || value.text.includes("\n"))
    return [];
  const outer = program.indentAt(statement.start);
  const inner = outer + program.indentUnit;
  const lines = [
    `if ${condition.text}:`,
    `${inner}${head}${yes.text}`,
    `${outer}else:`,
    `${inner}${head}${no.text}`,
  ];
  return [
    { at: statement.start, edits: [{ start: statement.start, end: statement.end, text: lines.join("\n") }] },
  ];
}

/** The only statement of a block on lines of its own. */
function only(program: Program, block: PyNode | undefined): PyNode | undefined {
  return block !== undefined && block.parts.length === 1 && isIndentedBlock(program, block)
    ? block.parts[0]
    : undefined;
}

function toExpression(program: Program, node: PyNode, next: PyNode | undefined): Site[] {
  const condition = node.parts[0];
  if (condition === undefined || node.child("elif_clause") !== undefined || node.has("comment")) return [];
  const other = node.child("else_clause");
  const yes = headed(only(program, node.child("block")));
  // Without an else, what follows a return is the other branch.
  const fallsTo = yes?.head === "return " && next?.kind === "return_statement" ? next : undefined;
  const last = other === undefined ? fallsTo : only(program, other.child("block"));
  const no = headed(last);
  if (yes === undefined || no === undefined || last === undefined || yes.head !== no.head) return [];
  const parts = [yes.value, condition, no.value];
  if (parts.some(({ kind, text }) => text.includes("\n") || kind === "expression_list" || kind === "yield"))
    return [];
  const [a, b] = [yes.value, condition].map((part) =>
    part.kind === "conditional_expression" || part.kind === "lambda" ? bracketed(part) : part.text,
  );
  const between = other === undefined ? program.source.slice(node.end, last.start).trim() : "";
  if (between !== "") return [];
  return [
    {
      at: node.start,
      edits: [{ start: node.start, end: last.end, text: `${yes.head}${a} if ${b} else ${no.value.text}` }],
    },
  ];
}

export const conditionalBranches = defineOperator({
  id: "conditional-branches",
  intent: "refactor",
  summary: "Writes x = a if c else b as an if with else, or such an if as one expression.",
  example: "def larger(a, b):\n    return a if a > b else b",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index) => {
        if (!isStatement(statement) || !program.ownsLines(statement)) return [];
        return statement.kind === "if_statement"
          ? toExpression(program, statement, statements[index + 1])
          : toBranches(program, statement);
      }),
    ),
});
