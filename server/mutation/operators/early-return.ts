import { defineOperator, type Site } from "../operator";
import { isIndentedBlock, leaves, statementLists } from "../statements";

export const earlyReturn = defineOperator({
  id: "early-return",
  intent: "mutate",
  summary: "Returns the result at the end of the first round of a loop.",
  example:
    "def total(items):\n    result = 0\n    for item in items:\n        result += item\n    return result",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index): Site[] => {
        const next = statements[index + 1];
        const block = statement.child("block");
        if (statement.kind !== "for_statement" && statement.kind !== "while_statement") return [];
        if (next?.kind !== "return_statement" || block === undefined || !isIndentedBlock(program, block))
          return [];
        const last = block.parts.at(-1);
        if (last === undefined || leaves(last) || !program.isOneLine(next)) return [];
        const at = program.lineEnd(last.end);
        return [
          {
            at: last.start,
            edits: [{ start: at, end: at, text: `\n${program.indentAt(block.start)}${next.text}` }],
          },
        ];
      }),
    ),
});
