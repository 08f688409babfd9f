import { defineOperator, replacing } from "../operator";

export const swapParameters = defineOperator({
  id: "swap-parameters",
  intent: "mutate",
  summary: "Exchanges two neighbouring parameters of a function.",
  example: "def power(base, exponent):\n    return base ** exponent",
  sites: (program) =>
    program.of("parameters").flatMap((list) =>
      list.parts.flatMap((parameter, index) => {
        const next = list.parts[index + 1];
        if (parameter.kind !== "identifier" || next?.kind !== "identifier" || parameter.text === "self")
          return [];
        return [
          { at: parameter.start, edits: [replacing(parameter, next.text), replacing(next, parameter.text)] },
        ];
      }),
    ),
});
