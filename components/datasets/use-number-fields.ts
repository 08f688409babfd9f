import { useState } from "react";

export type NumberRule = {
  min: number;
  max?: number;
  /** Fractions are fine; whole numbers alone otherwise. */
  fraction?: boolean;
  /** May be left empty. */
  optional: boolean;
  start: string;
  /** What is said of anything else. */
  error: string;
};

/** What was entered as a number: null for an empty field that may be empty, undefined for what is no such number. */
export function readNumber(
  text: string,
  {
    min,
    max = 2 ** 31 - 1,
    fraction = false,
    optional,
  }: Pick<NumberRule, "min" | "max" | "fraction" | "optional">,
): number | null | undefined {
  if (text.trim() === "") return optional ? null : undefined;
  const value = Number(text);
  return (fraction ? Number.isFinite(value) : Number.isSafeInteger(value)) && value >= min && value <= max
    ? value
    : undefined;
}

/** Fields in which numbers are typed. */
export function useNumberFields<K extends string>(rules: Record<K, NumberRule>) {
  const [texts, setTexts] = useState<Partial<Record<K, string>>>({});
  const textOf = (name: K) => texts[name] ?? rules[name].start;
  const numberOf = (name: K) => readNumber(textOf(name), rules[name]);
  return {
    numberOf,
    field: (name: K) => ({
      value: textOf(name),
      onChange: (text: string) => setTexts((before) => ({ ...before, [name]: text })),
      error: numberOf(name) === undefined ? rules[name].error : null,
    }),
  };
}
