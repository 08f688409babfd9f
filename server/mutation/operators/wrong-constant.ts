import { integerValue } from "../expressions";
import { defineOperator, replaceNode } from "../operator";
import type { PyNode } from "../tree";

function otherNumbers(node: PyNode): string[] {
  const value = integerValue(node);
  if (value === null) return [];
  const others = [value + 1, value - 1, ...(value > 1 ? [0] : [])];
  return others.filter((other) => other >= 0).map(String);
}

function otherTexts(node: PyNode): string[] {
  const quote = node.child("string_start")?.text ?? "";
  const content = node.child("string_content")?.text ?? "";
  // Prefixed, triple-quoted and escaped strings are left alone, and so are statements that are only a string.
  const plain = quote.length === 1 && !/[\\{}\n]/.test(content) && node.parts.length <= 3;
  if (!plain || node.parent?.kind === "expression_statement") return [];
  if (content === "") return [`${quote} ${quote}`];
  const upper = content.toUpperCase();
  const others = ["", content === upper ? content.toLowerCase() : upper, content.slice(0, -1)];
  return [...new Set(others)].filter((other) => other !== content).map((other) => quote + other + quote);
}

export const wrongConstant = defineOperator({
  id: "wrong-constant",
  intent: "mutate",
  summary:
    "Writes another constant: a number off by one, an empty or differently cased text, True for False.",
  example: "answer = 'Yes'",
  sites: (program) => [
    ...program.of("integer").flatMap((node) => otherNumbers(node).map((text) => replaceNode(node, text))),
    ...program.of("float").flatMap((node) => {
      const value = Number(node.text);
      return Number.isFinite(value) ? [replaceNode(node, String(value + 1)), replaceNode(node, "0.0")] : [];
    }),
    ...program.of("string").flatMap((node) => otherTexts(node).map((text) => replaceNode(node, text))),
    ...program.of("true", "false").map((node) => replaceNode(node, node.kind === "true" ? "False" : "True")),
  ],
});
