import { bracketed, isCallOf, isFree, positionalArguments, standalone } from "../expressions";
import { defineOperator, replaceNode, type Site } from "../operator";

export const dropBound = defineOperator({
  id: "drop-bound",
  intent: "mutate",
  summary: "Forgets one of the values that max or min chooses from: max(x, 0) to x.",
  example: "gap = max(end - start, 0)",
  sites: (program) =>
    program.of("call").flatMap((node): Site[] => {
      const given = positionalArguments(node);
      const list = node.child("argument_list");
      if ((!isCallOf(node, "max") && !isCallOf(node, "min")) || given.length < 2 || list === undefined)
        return [];
      if (given.length !== list.parts.length) return [];
      // The last first: it is the bound more often than the value.
      return [...given].reverse().map((left) => {
        const others = given.filter((other) => other !== left);
        const [only, more] = others;
        if (only === undefined || more !== undefined)
          return {
            at: left.start,
            edits: [
              { start: list.start, end: list.end, text: `(${others.map(({ text }) => text).join(", ")})` },
            ],
          };
        return replaceNode(node, isFree(node) ? standalone(only) : bracketed(only));
      });
    }),
});
