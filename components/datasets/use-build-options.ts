import { useState } from "react";
import type { MutateOptions } from "#server/mutation/schema";

const fields = {
  seed: { min: 0, optional: false, start: "0", error: "A whole number from 0." },
  perLine: { min: 1, optional: true, start: "", error: "A whole number from 1, or nothing." },
  perProgram: { min: 1, optional: true, start: "", error: "A whole number from 1, or nothing." },
} as const;
export type BuildField = keyof typeof fields;

/** What was entered as a number: null for an empty field that may be empty, undefined for what is no such number. */
export function readNumber(text: string, { min, optional }: { min: number; optional: boolean }) {
  if (text.trim() === "") return optional ? null : undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= min && value < 2 ** 31 ? value : undefined;
}

/** The choices of a build as they are entered, and the options that they come to. */
export function useBuildOptions(all: readonly string[]) {
  const [texts, setTexts] = useState<Record<BuildField, string>>({
    seed: fields.seed.start,
    perLine: fields.perLine.start,
    perProgram: fields.perProgram.start,
  });
  /** Null: all, whatever there is. */
  const [operators, setOperators] = useState<string[] | null>(null);
  const seed = readNumber(texts.seed, fields.seed);
  const perLine = readNumber(texts.perLine, fields.perLine);
  const perProgram = readNumber(texts.perProgram, fields.perProgram);
  const chosen = operators?.length ?? all.length;
  const valid = typeof seed === "number" && perLine !== undefined && perProgram !== undefined && chosen > 0;
  const options: MutateOptions | null = valid
    ? {
        seed,
        ...(perLine === null ? {} : { perLine }),
        ...(perProgram === null ? {} : { perProgram }),
        ...(operators === null ? {} : { operators }),
      }
    : null;
  return {
    options,
    operators,
    setOperators,
    field: (name: BuildField) => ({
      value: texts[name],
      onChange: (text: string) => setTexts((before) => ({ ...before, [name]: text })),
      error: readNumber(texts[name], fields[name]) === undefined ? fields[name].error : null,
    }),
  };
}
