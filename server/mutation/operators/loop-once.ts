import { defineOperator, replaceNode, type Site } from "../operator";
import { jumpsOut } from "../statements";

export const loopOnce = defineOperator({
  id: "loop-once",
  intent: "mutate",
  summary: "Writes if for while, so that what should be repeated is done once at most.",
  example: "while n % 2 == 0:\n    n //= 2",
  sites: (program) =>
    program.of("while_statement").flatMap((node): Site[] => {
      const keyword = node.child("while");
      const block = node.child("block");
      // A break or continue of the loop would be left without one, unless there is another around it.
      const strands =
        block !== undefined &&
        jumpsOut(block) &&
        node.closest("for_statement", "while_statement") === undefined;
      return keyword === undefined || strands ? [] : [replaceNode(keyword, "if")];
    }),
});
