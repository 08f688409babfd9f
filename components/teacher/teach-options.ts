import { type TeachOptions, teachOptionsSchema } from "#server/teacher/schema";

/** A go as it is typed. */
export type TeachTexts = Record<
  "mutations" | "refactorings" | "problems" | "budgetTokens" | "budgetUsd",
  string
>;
export type TeachErrors = Partial<TeachTexts>;

export const startTexts: TeachTexts = {
  mutations: "2",
  refactorings: "2",
  problems: "",
  budgetTokens: "",
  budgetUsd: "",
};

const words: TeachTexts = {
  mutations: "A whole number from 0 to 8.",
  refactorings: "A whole number from 0 to 8.",
  problems: "A whole number from 1, or nothing.",
  budgetTokens: "A whole number from 1, or nothing.",
  budgetUsd: "A number above 0, or nothing.",
};

/** The options, or what is wrong with which field. A budget in dollars needs prices. */
export function readTeachOptions(
  texts: TeachTexts,
  { priced }: { priced: boolean },
): { options: TeachOptions | null; errors: TeachErrors } {
  const optional = (text: string) => (text.trim() === "" ? undefined : Number(text));
  const parsed = teachOptionsSchema.safeParse({
    mutations: texts.mutations.trim() === "" ? 0 : Number(texts.mutations),
    refactorings: texts.refactorings.trim() === "" ? 0 : Number(texts.refactorings),
    problems: optional(texts.problems),
    budgetTokens: optional(texts.budgetTokens),
    budgetUsd: optional(texts.budgetUsd),
  });
  if (parsed.success && parsed.data.budgetUsd !== undefined && !priced) {
    return { options: null, errors: { budgetUsd: "Needs the model's prices: see the settings." } };
  }
  if (parsed.success) return { options: parsed.data, errors: {} };
  const errors: TeachErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOf(path[0]);
    if (field === undefined) errors.mutations = message;
    else errors[field] = words[field];
  }
  return { options: null, errors };
}

function fieldOf(name: PropertyKey | undefined): keyof TeachTexts | undefined {
  const fields = ["mutations", "refactorings", "problems", "budgetTokens", "budgetUsd"] as const;
  return fields.find((field) => field === name);
}
