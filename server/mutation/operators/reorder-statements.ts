import { isPure } from "../expressions";
import { mentions } from "../names";
import { defineOperator, replacing, type Site } from "../operator";
import { assignmentOf, statementLists } from "../statements";
import type { PyNode } from "../tree";

/** The name and value of an assignment that has no other effect. */
function simple(statement: PyNode | undefined): { name: string; value: PyNode } | undefined {
  const { target, value } = assignmentOf(statement) ?? {};
  return target?.kind === "identifier" && value !== undefined && isPure(value)
    ? { name: target.text, value }
    : undefined;
}

export const reorderStatements = defineOperator({
  id: "reorder-statements",
  intent: "refactor",
  summary: "Exchanges two neighbouring assignments that don't depend on each other.",
  example: "low = 0\nhigh = len(items)",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index): Site[] => {
        const next = statements[index + 1];
        const [a, b] = [simple(statement), simple(next)];
        if (a === undefined || b === undefined || next === undefined || a.name === b.name) return [];
        if (mentions(a.value).has(b.name) || mentions(b.value).has(a.name)) return [];
        return [
          { at: statement.start, edits: [replacing(statement, next.text), replacing(next, statement.text)] },
        ];
      }),
    ),
});
