import type { TeachOptionsInput } from "#server/teacher/schema";
import { type NumberRule, useNumberFields } from "./use-number-fields";

const amount = { min: 0, max: 8, optional: false, start: "2", error: "A whole number from 0 to 8." };
const atMost = { min: 1, optional: true, start: "", error: "A whole number from 1, or nothing." };
const rules = {
  mutations: amount,
  refactorings: amount,
  problems: atMost,
  budgetTokens: atMost,
  budgetUsd: { min: 0.01, fraction: true, optional: true, start: "", error: "From 0.01, or nothing." },
} as const satisfies Record<string, NumberRule>;
export type TeachField = keyof typeof rules;

/**
 * What is asked of the language model as it is entered, and the options that it comes to: null while they make no sense.
 * A budget in dollars needs prices.
 */
export function useTeachOptions({ priced }: { priced: boolean }) {
  const { numberOf, field } = useNumberFields(rules);
  const [mutations, refactorings] = [numberOf("mutations"), numberOf("refactorings")];
  const [problems, budgetTokens] = [numberOf("problems"), numberOf("budgetTokens")];
  const budgetUsd = numberOf("budgetUsd");
  const nothing = mutations === 0 && refactorings === 0;
  const unpriced = typeof budgetUsd === "number" && !priced;
  const valid =
    typeof mutations === "number" &&
    typeof refactorings === "number" &&
    problems !== undefined &&
    budgetTokens !== undefined &&
    budgetUsd !== undefined;
  const options: TeachOptionsInput | null =
    valid && !nothing && !unpriced
      ? {
          mutations,
          refactorings,
          ...(problems === null ? {} : { problems }),
          ...(budgetTokens === null ? {} : { budgetTokens }),
          ...(budgetUsd === null ? {} : { budgetUsd }),
        }
      : null;
  const faults: Partial<Record<TeachField, string>> = {
    ...(nothing ? { mutations: "Ask for one of either at least." } : {}),
    ...(unpriced ? { budgetUsd: "Needs the model's prices: see the settings." } : {}),
  };
  return {
    options,
    field: (name: TeachField) => ({ ...field(name), error: faults[name] ?? field(name).error }),
  };
}
