import { isConstant } from "../expressions";
import { defineOperator } from "../operator";
import { deletion, expressionOf, isLastIn, statementLists } from "../statements";
import type { PyNode } from "../tree";

const droppable = new Set([
  "expression_statement",
  "import_statement",
  "import_from_statement",
  "raise_statement",
  "assert_statement",
  "delete_statement",
  "break_statement",
  "continue_statement",
  "global_statement",
  "nonlocal_statement",
]);

/** A bare constant, or a continue at the end of its loop. */
function doesNothing(statement: PyNode): boolean {
  return statement.kind === "continue_statement"
    ? isLastIn(statement, "for_statement", "while_statement")
    : isConstant(expressionOf(statement));
}

export const dropStatement = defineOperator({
  id: "drop-statement",
  version: 2,
  intent: "mutate",
  summary: "Forgets a simple statement: an assignment, a call, an import, a break.",
  example: "for item in items:\n    total += item\n    count += 1",
  sites: (program) =>
    statementLists(program)
      .flat()
      .filter((statement) => droppable.has(statement.kind) && !doesNothing(statement))
      .map((statement) => deletion(program, statement)),
});
