import { bracketed, negated } from "../expressions";
import { defineOperator, replacing, type Site } from "../operator";
import { isIndentedBlock } from "../statements";

export const invertIfElse = defineOperator({
  id: "invert-if-else",
  intent: "refactor",
  summary: "Negates the condition of an if with else and exchanges the branches.",
  example: "if n % 2 == 0:\n    kind = 'even'\nelse:\n    kind = 'odd'",
  sites: (program) => [
    ...program.of("if_statement").flatMap((node): Site[] => {
      const condition = node.parts[0];
      const yes = node.child("block");
      const no = node.child("else_clause")?.child("block");
      if (condition === undefined || yes === undefined || no === undefined) return [];
      if (
        node.child("elif_clause") !== undefined ||
        program.indentAt(yes.start) !== program.indentAt(no.start)
      )
        return [];
      if (!isIndentedBlock(program, yes) || !isIndentedBlock(program, no)) return [];
      return [
        {
          at: node.start,
          edits: [replacing(condition, negated(condition)), replacing(yes, no.text), replacing(no, yes.text)],
        },
      ];
    }),
    ...program.of("conditional_expression").flatMap((node): Site[] => {
      const [yes, condition, no] = node.parts;
      if (yes === undefined || condition === undefined || no === undefined) return [];
      // A nested conditional keeps together in the else part only.
      const first = no.kind === "conditional_expression" || no.kind === "lambda" ? bracketed(no) : no.text;
      return [
        {
          at: node.start,
          edits: [replacing(yes, first), replacing(condition, negated(condition)), replacing(no, yes.text)],
        },
      ];
    }),
  ],
});
