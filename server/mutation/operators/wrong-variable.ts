import { defineOperator, replaceNode } from "../operator";
import { rolesMix, variableReads, visibleNames } from "../roles";

export const wrongVariable = defineOperator({
  id: "wrong-variable",
  intent: "mutate",
  summary: "Reads another variable in scope that is used like the right one.",
  example: "def area(width, height):\n    return width * height",
  sites: (program) =>
    variableReads(program.root).flatMap((node) => {
      const names = visibleNames(node);
      const own = names.find(({ name }) => name === node.text);
      // Functions and modules are not variables, and what is called is not mistaken for data.
      if (own === undefined || own.role === "function") return [];
      return names
        .filter(({ name, role }) => name !== own.name && role !== "function" && rolesMix(own.role, role))
        .map(({ name }) => replaceNode(node, name));
    }),
});
