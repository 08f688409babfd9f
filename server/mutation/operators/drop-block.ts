import { defineOperator } from "../operator";
import { deletion } from "../statements";

export const dropBlock = defineOperator({
  id: "drop-block",
  intent: "mutate",
  summary: "Forgets an if or a loop with all that is in it.",
  example: "total = 0\nfor item in items:\n    total += item\nif total < 0:\n    total = 0",
  sites: (program) =>
    program
      .of("if_statement", "for_statement", "while_statement")
      .filter((node) => program.ownsLines(node))
      .map((node) => deletion(program, node)),
});
