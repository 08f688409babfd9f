import { defineOperator, type Site } from "../operator";

/** Values that are as short as a name for them would be. */
const simple = new Set(["identifier", "integer", "float", "true", "false", "none", "string"]);

export const tempForReturn = defineOperator({
  id: "temp-for-return",
  intent: "refactor",
  summary: "Names a returned expression before returning it.",
  example: "def area(r):\n    return 3.14 * r * r",
  sites: (program) =>
    program.of("return_statement").flatMap((node): Site[] => {
      const value = node.parts[0];
      if (value === undefined || simple.has(value.kind) || !program.ownsLines(node)) return [];
      const name = program.freshName("result", "output", "answer", "value");
      const text = `${name} = ${value.text}\n${program.indentAt(node.start)}return ${name}`;
      return [{ at: node.start, edits: [{ start: node.start, end: value.end, text }] }];
    }),
});
