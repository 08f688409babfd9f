import { useState } from "react";
import type { MutateOptions } from "#server/mutation/schema";
import { type NumberRule, useNumberFields } from "./use-number-fields";

const atMost = { min: 1, optional: true, start: "", error: "A whole number from 1, or nothing." };
const rules = {
  seed: { min: 0, optional: false, start: "0", error: "A whole number from 0." },
  perLine: atMost,
  perProgram: atMost,
} as const satisfies Record<string, NumberRule>;
export type BuildField = keyof typeof rules;

/** What is asked of the operators as it is entered, and the options that it comes to: null while they make no sense. */
export function useBuildOptions(all: readonly string[]) {
  const { numberOf, field } = useNumberFields(rules);
  /** Null: all, whatever there is. */
  const [operators, setOperators] = useState<string[] | null>(null);
  const [seed, perLine, perProgram] = [numberOf("seed"), numberOf("perLine"), numberOf("perProgram")];
  const some = (operators ?? all).length > 0;
  const valid = typeof seed === "number" && perLine !== undefined && perProgram !== undefined && some;
  const options: MutateOptions | null = valid
    ? {
        seed,
        ...(perLine === null ? {} : { perLine }),
        ...(perProgram === null ? {} : { perProgram }),
        ...(operators === null ? {} : { operators }),
      }
    : null;
  return { options, operators, setOperators, field };
}
