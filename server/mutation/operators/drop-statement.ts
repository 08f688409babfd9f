import { defineOperator } from "../operator";
import { deletion, isDocstring, statementLists } from "../statements";

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

export const dropStatement = defineOperator({
  id: "drop-statement",
  intent: "mutate",
  summary: "Forgets a simple statement: an assignment, a call, an import, a break.",
  example: "for item in items:\n    total += item\n    count += 1",
  sites: (program) =>
    statementLists(program)
      .flat()
      .filter((statement) => droppable.has(statement.kind) && !isDocstring(statement))
      .map((statement) => deletion(program, statement)),
});
