import { isFree } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";

/** Expressions that people like to bracket although nothing asks for it. */
const bracketable = new Set([
  "binary_operator",
  "boolean_operator",
  "comparison_operator",
  "conditional_expression",
]);

export const redundantBrackets = defineOperator({
  id: "redundant-brackets",
  intent: "refactor",
  summary: "Puts brackets around a returned value or a condition, or takes needless ones away.",
  example: "while (i < n):\n    i += 1",
  sites: (program) => [
    ...program.of("parenthesized_expression").flatMap((node): Site[] => {
      const inner = node.parts[0];
      if (inner === undefined || node.text.includes("\n") || !isFree(node)) return [];
      return inner.has("yield", "named_expression") || node.has("comment")
        ? []
        : [replaceNode(node, inner.text)];
    }),
    ...program
      .of("return_statement", "if_statement", "elif_clause", "while_statement")
      .flatMap((node): Site[] => {
        const value = node.parts[0];
        return value !== undefined && bracketable.has(value.kind)
          ? [replaceNode(value, `(${value.text})`)]
          : [];
      }),
  ],
});
