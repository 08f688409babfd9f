import { comparisonSigns } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { isStatement } from "../statements";
import type { PyNode } from "../tree";

const headed = [
  "if_statement",
  "elif_clause",
  "else_clause",
  "for_statement",
  "while_statement",
  "function_definition",
  "class_definition",
  "try_statement",
  "except_clause",
  "finally_clause",
  "with_statement",
];

const typos: Readonly<Record<string, string>> = {
  return: "retrun",
  while: "whlie",
  def: "df",
  import: "improt",
  from: "form",
  class: "clas",
};

/** The last closing bracket of a simple statement. */
function closingBracket(statement: PyNode): PyNode | undefined {
  let found: PyNode | undefined;
  for (const node of statement.walk()) if ([")", "]", "}"].includes(node.kind)) found = node;
  return found;
}

export const syntaxSlip = defineOperator({
  id: "syntax-slip",
  intent: "mutate",
  summary: "Breaks the syntax: a missing colon or bracket, = for ==, a misspelt keyword.",
  example: "if ready:\n    start()",
  breaksSyntax: true,
  sites: (program) => {
    const colons = program.of(...headed).flatMap((node): Site[] => {
      const colon = node.children.findLast((child) => child.kind === ":" && child.end > child.start);
      return colon === undefined ? [] : [{ ...replaceNode(colon, ""), at: node.start }];
    });
    const equals = program.of("if_statement", "elif_clause", "while_statement").flatMap((node): Site[] => {
      const condition = node.parts[0];
      const sign = condition?.kind === "comparison_operator" ? comparisonSigns(condition)[0] : undefined;
      return sign?.kind === "==" ? [replaceNode(sign, "=")] : [];
    });
    const brackets = program
      .of("expression_statement", "return_statement", "assert_statement")
      .filter(isStatement)
      .flatMap((node): Site[] => {
        const bracket = closingBracket(node);
        return bracket === undefined ? [] : [replaceNode(bracket, "")];
      });
    const keywords = Object.entries(typos).flatMap(([keyword, typo]) =>
      // `retrun (x)` would be a call, and parse.
      program
        .of(keyword)
        .filter((node) => /^\s+[\w'"]/.test(program.source.slice(node.end)))
        .map((node) => replaceNode(node, typo)),
    );
    return [...colons, ...equals, ...brackets, ...keywords];
  },
});
