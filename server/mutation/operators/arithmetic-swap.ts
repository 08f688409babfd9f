import { signOf } from "../expressions";
import { defineOperator, replaceNode } from "../operator";
import type { PyNode } from "../tree";
import { typeOf } from "../types";

const mistakes: Readonly<Record<string, readonly string[]>> = {
  "+": ["-", "*"],
  "-": ["+"],
  "*": ["+", "**"],
  "/": ["*"],
  "//": ["%", "*"],
  "%": ["//"],
  "**": ["*"],
  "&": ["|"],
  "|": ["&"],
  "^": ["|"],
  "<<": [">>"],
  ">>": ["<<"],
};

/** `+` of strings and lists and `%` of a format string are no arithmetic. */
function isArithmetic(node: PyNode): boolean {
  return node.parts.every((part) => !["str", "list", "tuple"].includes(typeOf(part)));
}

export const arithmeticSwap = defineOperator({
  id: "arithmetic-swap",
  intent: "mutate",
  summary: "Writes another arithmetic or bit operator: + for -, * for +, % for //.",
  example: "area = width * height",
  sites: (program) =>
    program.of("binary_operator").flatMap((node) => {
      const sign = signOf(node);
      if (sign === undefined || !isArithmetic(node)) return [];
      return (mistakes[sign.text] ?? []).map((mistake) => replaceNode(sign, mistake));
    }),
});
