import { isPure } from "../expressions";
import { mentions } from "../names";
import { defineOperator, type Site } from "../operator";
import { assignmentOf, statementLists } from "../statements";

export const splitAssignment = defineOperator({
  id: "split-assignment",
  intent: "refactor",
  summary: "Writes a, b = x, y as two assignments, or joins two into one.",
  example: "low, high = 0, len(items)",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index): Site[] => {
        const own = assignmentOf(statement);
        if (own === undefined || !program.ownsLines(statement)) return [];
        const indent = program.indentAt(statement.start);
        if (own.target.kind === "pattern_list" && own.value.kind === "expression_list") {
          const targets = own.target.parts;
          const values = own.value.parts;
          const plain = targets.every(({ kind }) => kind === "identifier") && values.every(isPure);
          if (!plain || targets.length !== values.length || values.some(({ kind }) => kind === "list_splat"))
            return [];
          // A later value must not see an earlier target's new value.
          const depends = values.some((value, at) =>
            targets.slice(0, at).some((target) => mentions(value).has(target.text)),
          );
          if (depends || statement.text.includes("\n")) return [];
          const lines = targets.map((target, at) => `${target.text} = ${values[at]?.text ?? ""}`);
          return [
            {
              at: statement.start,
              edits: [{ start: statement.start, end: statement.end, text: lines.join(`\n${indent}`) }],
            },
          ];
        }
        const next = statements[index + 1];
        const other = assignmentOf(next);
        if (next === undefined || other === undefined || own.target.kind !== "identifier") return [];
        if (other.target.kind !== "identifier" || own.target.text === other.target.text) return [];
        if (mentions(other.value).has(own.target.text) || !isPure(own.value) || !isPure(other.value))
          return [];
        if (
          [own.value, other.value].some(({ kind, text }) => kind === "expression_list" || text.includes("\n"))
        )
          return [];
        const between = program.source.slice(statement.end, next.start);
        if (between.trim() !== "") return [];
        const text = `${own.target.text}, ${other.target.text} = ${own.value.text}, ${other.value.text}`;
        return [{ at: statement.start, edits: [{ start: statement.start, end: next.end, text }] }];
      }),
    ),
});
