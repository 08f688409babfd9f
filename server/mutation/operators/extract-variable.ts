import { isAtom } from "../expressions";
import { defineOperator, type Site } from "../operator";
import type { Program } from "../program";
import { assignmentOf, isStatement } from "../statements";
import type { PyNode } from "../tree";

/** Values whose evaluation may not move out of their place. */
const bound = ["yield", "await", "named_expression"];

function extracted(program: Program, statement: PyNode, value: PyNode, names: readonly string[]): Site[] {
  if (!isStatement(statement) || !program.ownsLines(statement) || value.has(...bound)) return [];
  const name = program.freshName(...names);
  const at = statement.start;
  const setUp = `${name} = ${value.text}\n${program.indentAt(at)}`;
  return [
    {
      at,
      edits: [
        { start: at, end: at, text: setUp },
        { start: value.start, end: value.end, text: name },
      ],
    },
  ];
}

/** The operand of a calculation that is evaluated first, if it is one itself. */
function firstOperation(value: PyNode): PyNode | undefined {
  const first = value.kind === "binary_operator" ? value.parts[0] : undefined;
  if (first?.kind === "parenthesized_expression")
    return first.text.includes("\n") ? undefined : first.parts[0];
  return first?.kind === "binary_operator" || first?.kind === "call" ? first : undefined;
}

export const extractVariable = defineOperator({
  id: "extract-variable",
  intent: "refactor",
  summary: "Names a condition, the thing a loop goes over, or the first part of a calculation.",
  example: "if a > 0 and b > 0:\n    both = True",
  sites: (program) => [
    ...program.of("if_statement").flatMap((node): Site[] => {
      const condition = node.parts[0];
      // In one line the condition's brackets are its own; over several they may be what holds it together.
      if (condition === undefined || isPlain(condition)) return [];
      return extracted(program, node, condition, ["condition", "check", "matches"]);
    }),
    ...program.of("for_statement").flatMap((node): Site[] => {
      const iterable = node.after("in");
      if (iterable === undefined || isPlain(iterable) || node.child("async") !== undefined) return [];
      return extracted(program, node, iterable, ["sequence", "candidates", "elements"]);
    }),
    ...program.of("expression_statement").flatMap((node): Site[] => {
      const { target, value } = assignmentOf(node) ?? {};
      const first = value === undefined ? undefined : firstOperation(value);
      if (target?.kind !== "identifier" || first === undefined || first.text.includes("\n")) return [];
      return extracted(program, node, first, ["part", "base", "term"]);
    }),
  ],
});

function isPlain(node: PyNode): boolean {
  return isAtom(node) && !["call", "parenthesized_expression", "subscript"].includes(node.kind);
}
