import { isPure } from "../expressions";
import { mentions } from "../names";
import { defineOperator, replacing, type Site } from "../operator";
import { scopeOf } from "../scope";
import { assignmentOf, statementLists } from "../statements";
import type { PyNode } from "../tree";

/** What these return is used up by whoever goes over it first. */
const lazy = new Set("map filter zip enumerate reversed iter open".split(" "));

type Simple = { name: string; value: PyNode };

/** The name and value of an assignment that has no other effect. */
function simple(statement: PyNode | undefined): Simple | undefined {
  const { target, value } = assignmentOf(statement) ?? {};
  if (target?.kind !== "identifier" || value === undefined || !isPure(value)) return undefined;
  // Others see when a variable of an outer scope gets its value.
  return scopeOf(target.scope).foreign.has(target.text) ? undefined : { name: target.text, value };
}

/** Whether a name may stand for an iterator, so that the first to read it leaves less for the second. */
function isUsedUp(name: string, scope: PyNode): boolean {
  const bindings = scopeOf(scope).bindings.get(name) ?? [];
  return bindings.some(
    ({ value }) =>
      value?.kind === "generator_expression" ||
      (value?.kind === "call" && lazy.has(value.parts[0]?.text ?? "")),
  );
}

/** Whether neither assignment reads what the other writes or uses up. */
function independent(a: Simple, b: Simple): boolean {
  const [ofA, ofB] = [mentions(a.value), mentions(b.value)];
  if (a.name === b.name || ofA.has(b.name) || ofB.has(a.name)) return false;
  return ![...ofA].some((name) => ofB.has(name) && isUsedUp(name, a.value.scope));
}

/** Where the order shows: a class keeps it, and a handler sees which names had a value when something was raised. */
function showsOrder(statement: PyNode): boolean {
  return (
    statement.scope.kind === "class_definition" ||
    statement.closest("try_statement", "with_statement") !== undefined
  );
}

export const reorderStatements = defineOperator({
  id: "reorder-statements",
  version: 2,
  intent: "refactor",
  summary: "Exchanges two neighbouring assignments that don't depend on each other.",
  example: "low = 0\nhigh = len(items)",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index): Site[] => {
        const next = statements[index + 1];
        const [a, b] = [simple(statement), simple(next)];
        if (a === undefined || b === undefined || next === undefined) return [];
        if (!independent(a, b) || showsOrder(statement)) return [];
        return [
          { at: statement.start, edits: [replacing(statement, next.text), replacing(next, statement.text)] },
        ];
      }),
    ),
});
