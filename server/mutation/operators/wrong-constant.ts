import { integerValue } from "../expressions";
import { defineOperator, replaceNode } from "../operator";
import type { PyNode } from "../tree";

function otherNumbers(node: PyNode): string[] {
  const value = integerValue(node);
  if (value === null) return [];
  const others = [value + 1, value - 1, ...(value > 1 ? [0] : [])];
  // -0 is 0, which is offered for -1.
  const isNegated = node.parent?.kind === "unary_operator";
  return others.filter((other) => other >= (isNegated ? 1 : 0)).map(String);
}

function otherTexts(node: PyNode): string[] {
  const quote = node.child("string_start")?.text ?? "";
  const content = node.child("string_content")?.text ?? "";
  // Prefixed, triple-quoted and escaped strings are left alone, and so are statements that are only a string.
  const plain = quote.length === 1 && !/[\\{}\n]/.test(content) && node.parts.length <= 3;
  if (!plain || node.parent?.kind === "expression_statement") return [];
  if (content === "") return [`${quote} ${quote}`];
  const upper = content.toUpperCase();
  const first = content.slice(0, 1);
  const turned = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
  const others = [
    "",
    content === upper ? content.toLowerCase() : upper,
    turned + content.slice(1),
    content.slice(0, -1),
  ].filter((other) => other !== content);
  const texts = [...new Set(others)].map((other) => quote + other + quote);
  return /^(0|[1-9]\d*)$/.test(content) ? [...texts, content] : texts;
}

export const wrongConstant = defineOperator({
  id: "wrong-constant",
  version: 2,
  intent: "mutate",
  summary:
    "Writes another constant: a number off by one, a text empty, cut off or in other case, True for False.",
  example: "answer = 'Yes'",
  sites: (program) => [
    ...program.of("integer").flatMap((node) => otherNumbers(node).map((text) => replaceNode(node, text))),
    ...program.of("unary_operator").flatMap((node) => (node.text === "-1" ? [replaceNode(node, "0")] : [])),
    ...program.of("float").flatMap((node) => {
      const value = Number(node.text);
      return Number.isFinite(value) ? [replaceNode(node, String(value + 1)), replaceNode(node, "0.0")] : [];
    }),
    ...program.of("string").flatMap((node) => otherTexts(node).map((text) => replaceNode(node, text))),
    ...program.of("true", "false").map((node) => replaceNode(node, node.kind === "true" ? "False" : "True")),
  ],
});
