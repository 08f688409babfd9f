import { signOf } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { assignmentOf, expressionOf } from "../statements";

export const assignmentSlip = defineOperator({
  id: "assignment-slip",
  intent: "mutate",
  summary: "Writes an assignment so that it assigns nothing: = as ==, += as +.",
  example: "found = True",
  sites: (program) =>
    program.of("expression_statement").flatMap((statement): Site[] => {
      const node = expressionOf(statement);
      const sign = node === undefined ? undefined : signOf(node);
      if (node?.kind === "augmented_assignment" && sign !== undefined) {
        return [replaceNode(sign, sign.text.slice(0, -1)), replaceNode(sign, "==")];
      }
      const { target, value } = assignmentOf(statement) ?? {};
      if (target === undefined || value === undefined || target.kind === "pattern_list") return [];
      const equals = node?.child("=");
      return equals === undefined || value.kind === "expression_list"
        ? []
        : [{ at: statement.start, edits: [{ start: equals.start, end: equals.end, text: "==" }] }];
    }),
});
