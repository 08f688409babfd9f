import { standalone } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";
import { deletion } from "../statements";

export const dropReturn = defineOperator({
  id: "drop-return",
  intent: "mutate",
  summary: "Forgets a return: the keyword, the value or the whole statement.",
  example: "def double(n):\n    return 2 * n",
  sites: (program) =>
    program.of("return_statement").flatMap((node): Site[] => {
      const value = node.parts[0];
      if (value === undefined) return [deletion(program, node)];
      const sites = [deletion(program, node), replaceNode(node, "return")];
      // A bare text would look like a docstring, not like a slip.
      return value.kind === "string" ? sites : [...sites, replaceNode(node, standalone(value))];
    }),
});
