import { bracketed, isFree, isPure } from "../expressions";
import { mentionCount, variablePlaces } from "../names";
import { defineOperator, replacing, type Site } from "../operator";
import { comprehensionKinds, scopeOf } from "../scope";
import { assignmentOf, removingLines, statementLists } from "../statements";
import type { PyNode } from "../tree";

/** Whether everything that a statement evaluates before its last call is pure, so that a value can move into it. */
function takesValue(statement: PyNode): boolean {
  const value =
    statement.kind === "return_statement"
      ? statement.parts[0]
      : (assignmentOf(statement)?.value ?? statement.parts[0]);
  if (value === undefined || !["return_statement", "expression_statement"].includes(statement.kind))
    return false;
  const inner = value.kind === "call" ? (value.child("argument_list")?.parts ?? [value]) : [value];
  return inner.every(isPure);
}

export const inlineTemp = defineOperator({
  id: "inline-temp",
  intent: "refactor",
  summary: "Writes a value where its name was used, if it is used once, in the next statement.",
  example: "def double(n):\n    result = n * 2\n    return result",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index): Site[] => {
        const { target, value } = assignmentOf(statement) ?? {};
        const next = statements[index + 1];
        if (target?.kind !== "identifier" || value === undefined || next === undefined) return [];
        const scope = statement.scope;
        if (scope.kind !== "function_definition" || !program.ownsLines(statement)) return [];
        if (scopeOf(scope).bindings.get(target.text)?.length !== 1 || mentionCount(value, target.text) > 0)
          return [];
        const places = variablePlaces(scope, target.text);
        const use = places?.[1];
        if (places?.length !== 2 || use === undefined || use.start < next.start || use.end > next.end)
          return [];
        if (use.scope !== scope || use.closest(...comprehensionKinds)?.scope === scope) return [];
        const returned = next.kind === "return_statement" && next.parts[0] === use;
        if (!returned && !(isPure(value) && takesValue(next))) return [];
        if (value.kind === "expression_list" && !returned) return [];
        // Before Python 3.12 an f-string can hold neither its own quotes nor a backslash or a comment.
        if (use.closest("interpolation") !== undefined && /["'\\#\n]/.test(value.text)) return [];
        const text = isFree(use) ? value.text : bracketed(value);
        return [{ at: statement.start, edits: [removingLines(program, statement), replacing(use, text)] }];
      }),
    ),
});
