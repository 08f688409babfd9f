import { calleeName, positionalArguments } from "../expressions";
import { defineOperator, replacing } from "../operator";

/** The order of their arguments does not matter. */
const symmetric = new Set(["max", "min", "gcd", "lcm", "hypot", "isclose"]);

export const swapArguments = defineOperator({
  id: "swap-arguments",
  intent: "mutate",
  summary: "Exchanges two neighbouring arguments of a call.",
  example: "result = pow(base, exponent)",
  sites: (program) =>
    program.of("call").flatMap((node) => {
      if (symmetric.has(calleeName(node)?.text ?? "")) return [];
      const given = positionalArguments(node);
      return given.flatMap((argument, index) => {
        const next = given[index + 1];
        if (next === undefined || next.text === argument.text) return [];
        return [
          { at: argument.start, edits: [replacing(argument, next.text), replacing(next, argument.text)] },
        ];
      });
    }),
});
