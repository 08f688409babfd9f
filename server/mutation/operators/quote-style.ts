import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";

function otherQuotes(node: PyNode): string | null {
  const quote = node.child("string_start")?.text;
  if ((quote !== "'" && quote !== '"') || node.closest("interpolation") !== undefined) return null;
  const content = node.text.slice(1, -1);
  if (/['"\\\n]/.test(content) || node.parent?.kind === "expression_statement") return null;
  const other = quote === "'" ? '"' : "'";
  return `${other}${content}${other}`;
}

export const quoteStyle = defineOperator({
  id: "quote-style",
  intent: "refactor",
  summary: "Writes a text in the other kind of quotes.",
  example: "word = 'even'",
  sites: (program) =>
    program.of("string").flatMap((node): Site[] => {
      const text = otherQuotes(node);
      return text === null ? [] : [replaceNode(node, text)];
    }),
});
