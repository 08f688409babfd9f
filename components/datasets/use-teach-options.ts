import type { TeachOptionsInput } from "#server/teacher/schema";
import { type NumberRule, useNumberFields } from "./use-number-fields";

const amount = { min: 0, max: 8, optional: false, start: "2", error: "0 to 8." };
const rules = {
  mutations: amount,
  refactorings: amount,
  budgetTokens: { min: 1, optional: true, start: "", error: "A whole number from 1, or nothing." },
} as const satisfies Record<string, NumberRule>;
export type TeachField = keyof typeof rules;

/** What is asked of the language model as it is entered, and the options that it comes to: null while they make no sense. */
export function useTeachOptions() {
  const { numberOf, field } = useNumberFields(rules);
  const [mutations, refactorings] = [numberOf("mutations"), numberOf("refactorings")];
  const budgetTokens = numberOf("budgetTokens");
  const valid =
    typeof mutations === "number" &&
    typeof refactorings === "number" &&
    mutations + refactorings > 0 &&
    budgetTokens !== undefined;
  const options: TeachOptionsInput | null = valid
    ? { mutations, refactorings, ...(budgetTokens === null ? {} : { budgetTokens }) }
    : null;
  return { options, field };
}
