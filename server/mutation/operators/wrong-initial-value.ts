import { integerValue, isCallOf, positionalArguments } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { assignmentOf, statementLists } from "../statements";
import type { PyNode } from "../tree";

function otherValues(value: PyNode): string[] {
  const number = integerValue(value);
  if (number !== null)
    return number === 0 ? ["1", "-1"] : number === 1 ? ["0", "2"] : [String(number - 1), "0"];
  switch (value.kind) {
    case "true":
      return ["False"];
    case "false":
      return ["True"];
    case "none":
      return ["0"];
    case "float":
      return Number(value.text) === 0 ? ["1.0"] : ["0.0"];
    case "string":
      return value.text.length === 2
        ? [`${value.text[0]} ${value.text[0]}`]
        : [`${value.text[0]}${value.text.at(-1)}`];
    case "list":
      return value.parts.length === 0 ? ["[0]"] : ["[]"];
    case "subscript":
      return value.parts[1]?.text === "0" ? ["0"] : [];
    case "call": {
      const argument = positionalArguments(value)[0];
      if (!isCallOf(value, "float") || argument?.kind !== "string") return [];
      const quote = argument.text[0] ?? "'";
      const text = argument.text.slice(1, -1);
      return [`float(${quote}${text.startsWith("-") ? text.slice(1) : `-${text}`}${quote})`];
    }
    default:
      return [];
  }
}

/** An assigned value with its parts, if it is taken apart: `a, b = 0, 1`. */
function values(value: PyNode): readonly PyNode[] {
  return value.kind === "expression_list" ? value.parts : [value];
}

export const wrongInitialValue = defineOperator({
  id: "wrong-initial-value",
  intent: "mutate",
  summary: "Starts a variable from the wrong value before a loop: 1 for 0, inf for -inf.",
  example: "total = 0\nfor item in items:\n    total += item",
  sites: (program) =>
    statementLists(program).flatMap((statements) =>
      statements.flatMap((statement, index): Site[] => {
        const assignment = assignmentOf(statement);
        const loops = statements
          .slice(index + 1)
          .some((later) => later.has("for_statement", "while_statement"));
        if (assignment === undefined || !loops) return [];
        return values(assignment.value).flatMap((value) =>
          otherValues(value).map((text) => replaceNode(value, text)),
        );
      }),
    ),
});
