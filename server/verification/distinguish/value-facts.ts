import { formatValue } from "../literal/format-value";
import type { PyValue } from "../literal/value";

/** What the tests' values at one place have in common; a place is an argument, or the items within it. */
export type Facts = {
  kinds: Set<PyValue["kind"]>;
  lengths: { min: number; max: number };
  numbers: { min: number; max: number };
  hasZero: boolean;
  characters: Set<string>;
  isSorted: boolean;
  isDistinct: boolean;
};

export type Shape = Map<string, Facts>;

/** Calls `visit` for a value and all of its parts, each with its place. */
export function visitParts(
  value: PyValue,
  place: string,
  visit: (part: PyValue, place: string) => void,
): void {
  visit(value, place);
  switch (value.kind) {
    case "list":
    case "set":
      for (const item of value.items) visitParts(item, `${place}[]`, visit);
      return;
    case "tuple":
      for (const item of value.items) visitParts(item, `${place}()`, visit);
      return;
    case "dict":
      for (const [key, item] of value.entries) {
        visitParts(key, `${place}{k}`, visit);
        visitParts(item, `${place}{v}`, visit);
      }
  }
}

export function learnValue(shape: Shape, value: PyValue, at: string): void {
  visitParts(value, at, (part, place) => {
    const facts = shape.get(place) ?? noFacts();
    shape.set(place, facts);
    facts.kinds.add(part.kind);
    const length = lengthOf(part);
    if (length !== null) widen(facts.lengths, length);
    const number = numberOf(part);
    if (number !== null) widen(facts.numbers, number);
    facts.hasZero ||= number === 0;
    if (part.kind === "str") for (const name of classesOf(part.value)) facts.characters.add(name);
    if (part.kind === "list") {
      facts.isSorted &&= isSorted(part.items);
      facts.isDistinct &&= isDistinct(part.items);
    }
  });
}

/** How unlike the tests' values a value is, each kind of oddness at each place counted once. 0: nothing sets it apart. */
export function oddnessOf(shape: Shape, value: PyValue, at: string): number {
  const found = new Map<string, number>();
  visitParts(value, at, (part, place) => {
    const facts = shape.get(place);
    if (facts === undefined) return;
    const note = (what: string, weight: number) => found.set(`${place} ${what}`, weight);
    if (!facts.kinds.has(part.kind)) note(part.kind, 4);
    const length = lengthOf(part);
    if (length !== null) {
      const { min, max } = facts.lengths;
      if (length === 0 && min > 0) note("empty", 2);
      else if (part.kind === "tuple" && place !== at && (length < min || length > max)) note("arity", 3);
      else if (length < min) note("short", 1);
    }
    const number = numberOf(part);
    if (number !== null) {
      const { min, max } = facts.numbers;
      if (number < 0 && min >= 0) note("negative", 3);
      else if (number === 0 && !facts.hasZero) note("zero", 1);
      if (number > 10 * Math.max(10, max)) note("large", 1);
    }
    if (part.kind === "str")
      for (const name of classesOf(part.value)) if (!facts.characters.has(name)) note(name, 1);
    if (part.kind === "list") {
      if (facts.isSorted && !isSorted(part.items)) note("unsorted", 2);
      if (facts.isDistinct && !isDistinct(part.items)) note("repeated", 1);
    }
  });
  return [...found.values()].reduce((sum, weight) => sum + weight, 0);
}

export function lengthOf(value: PyValue): number | null {
  switch (value.kind) {
    case "str":
    case "bytes":
      return value.value.length;
    case "list":
    case "tuple":
    case "set":
      return value.items.length;
    case "dict":
      return value.entries.length;
    default:
      return null;
  }
}

export function numberOf(value: PyValue): number | null {
  return value.kind === "int" || value.kind === "float" ? Number(value.value) : null;
}

function noFacts(): Facts {
  const nothing = () => ({ min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY });
  return {
    kinds: new Set(),
    lengths: nothing(),
    numbers: nothing(),
    hasZero: false,
    characters: new Set(),
    isSorted: true,
    isDistinct: true,
  };
}

function widen(range: { min: number; max: number }, value: number): void {
  range.min = Math.min(range.min, value);
  range.max = Math.max(range.max, value);
}

const characterClasses = {
  lower: /[a-z]/,
  upper: /[A-Z]/,
  digit: /[0-9]/,
  space: /\s/,
  sign: /[!-/:-@[-`{-~]/,
  foreign: /[^\0-\x7f]/,
};

function classesOf(text: string): string[] {
  return Object.entries(characterClasses).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

function isSorted(items: readonly PyValue[]): boolean {
  return items.every((item, at) => {
    const before = items[at - 1];
    if (before === undefined) return true;
    const [a, b] = [numberOf(before), numberOf(item)];
    if (a !== null && b !== null) return a <= b;
    return before.kind === "str" && item.kind === "str" && before.value <= item.value;
  });
}

function isDistinct(items: readonly PyValue[]): boolean {
  return new Set(items.map(formatValue)).size === items.length;
}
