import { isConstant, standalone } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { deletion, isLastIn } from "../statements";

export const dropReturn = defineOperator({
  id: "drop-return",
  version: 2,
  intent: "mutate",
  summary: "Forgets a return: the keyword, the value or the whole statement.",
  example: "def double(n):\n    return 2 * n",
  sites: (program) =>
    program.of("return_statement").flatMap((node): Site[] => {
      const value = node.parts[0];
      // At the end of its function, a bare return changes nothing.
      const ends = isLastIn(node, "function_definition");
      if (value === undefined || value.kind === "none") return ends ? [] : [deletion(program, node)];
      const sites = ends ? [deletion(program, node)] : [deletion(program, node), replaceNode(node, "return")];
      // A bare constant does nothing, as if the statement were not there.
      return isConstant(value) ? sites : [...sites, replaceNode(node, standalone(value))];
    }),
});
