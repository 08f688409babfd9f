import { bracketed, calleeName, positionalArguments, signOf, standalone } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import type { PyNode } from "../tree";

const functions = new Set("abs int float str list sorted reversed set tuple round bool".split(" "));
const methods = new Set("strip lstrip rstrip lower upper split copy keys values items sort".split(" "));

/** Methods that dress a text up, whatever they are given. */
const dressing = new Set("zfill ljust rjust center strip lstrip rstrip replace".split(" "));

/** A call's argument or receiver that could stand in the call's place. */
function wrapped(node: PyNode): PyNode | undefined {
  const callee = node.parts[0];
  const given = positionalArguments(node);
  const isOnly = given.length === (node.child("argument_list")?.parts.length ?? -1);
  const name = calleeName(node)?.text ?? "";
  if (callee?.kind === "identifier" && functions.has(name) && given.length === 1 && isOnly) return given[0];
  if (callee?.kind === "identifier" && name === "map" && given.length === 2 && isOnly) return given[1];
  if (callee?.kind === "attribute" && dressing.has(name) && given.length > 0) return callee.parts[0];
  if (callee?.kind === "attribute" && methods.has(name) && given.length === 0 && isOnly) {
    return node.parent?.kind === "expression_statement" ? undefined : callee.parts[0];
  }
  return undefined;
}

/** The minus signs of `-(-a // b)`, which rounds up: without both it rounds down. */
function roundingSigns(node: PyNode): Site[] {
  const division = node.parts[0]?.kind === "parenthesized_expression" ? node.parts[0].parts[0] : undefined;
  const negated = division?.kind === "binary_operator" ? division.parts[0] : undefined;
  const dividend = negated?.kind === "unary_operator" ? negated.parts[0] : undefined;
  if (division === undefined || dividend === undefined || signOf(division)?.text !== "//") return [];
  return [
    {
      at: node.start,
      edits: [
        { start: node.start, end: dividend.start, text: "" },
        { start: division.end, end: node.end, text: "" },
      ],
    },
  ];
}

export const dropWrapper = defineOperator({
  id: "drop-wrapper",
  version: 2,
  intent: "mutate",
  summary: "Forgets a conversion, a sign or a method that the value needed: abs(x) to x, -x to x.",
  example: "distance = abs(a - b)",
  sites: (program) => [
    ...program.of("call").flatMap((node) => {
      const inner = wrapped(node);
      if (inner === undefined) return [];
      const free = ["assignment", "argument_list", "return_statement"].includes(node.parent?.kind ?? "");
      return [replaceNode(node, free ? standalone(inner) : bracketed(inner))];
    }),
    ...program.of("unary_operator").flatMap((node) => {
      const operand = node.parts[0];
      if (operand === undefined || signOf(node)?.text !== "-") return [];
      return [replaceNode(node, operand.text), ...roundingSigns(node)];
    }),
  ],
});
