import { defineOperator, type Site } from "../operator";
import { isDocstring, removingLines, statementLists } from "../statements";
import type { PyNode } from "../tree";

function isSimple(statement: PyNode | undefined): statement is PyNode {
  return statement?.kind === "expression_statement" && !isDocstring(statement);
}

export const dropPair = defineOperator({
  id: "drop-pair",
  intent: "mutate",
  summary: "Forgets two neighbouring statements that belong together, such as a value and its use.",
  example: "total += item\ncount += 1\nseen.add(item)",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((first, index): Site[] => {
        const second = statements[index + 1];
        // What is left of a block must be a block.
        if (!isSimple(first) || !isSimple(second) || statements.length < 3) return [];
        if (!program.ownsLines(first) || !program.ownsLines(second)) return [];
        return [{ at: first.start, edits: [removingLines(program, first, second)] }];
      }),
    ),
});
