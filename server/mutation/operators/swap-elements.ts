import { defineOperator, replacing, type Site } from "../operator";

export const swapElements = defineOperator({
  id: "swap-elements",
  intent: "mutate",
  summary:
    "Exchanges two neighbouring elements of a tuple or list, or two names that one is taken apart into.",
  example: "width, height = size",
  sites: (program) =>
    program.of("tuple", "expression_list", "pattern_list", "tuple_pattern", "list").flatMap((node) =>
      node.parts.flatMap((element, index): Site[] => {
        const next = node.parts[index + 1];
        if (next === undefined || next.text === element.text) return [];
        return [{ at: element.start, edits: [replacing(element, next.text), replacing(next, element.text)] }];
      }),
    ),
});
