import { callText, type Input, valuesOf, withValue } from "./input";
import { learnValue, lengthOf, numberOf, oddnessOf, type Shape, visitParts } from "./value-facts";

/** How two arguments of a call stand to each other in every test. */
type Relation = { kind: "length" | "index" | "same-length" | "ascending"; left: number; right: number };

/**
 * What the tests' inputs have in common, by the function they call: an input that shares it is likelier to be one that
 * the function is for. A heuristic for the order in which people see inputs; it decides nothing.
 */
export type InputShape = { values: Shape; relations: Map<string, Relation[]> };

const formOf = (input: Input) => `${input.form.callee}/${input.args.length}`;

export function learnShape(seeds: readonly Input[]): InputShape {
  const values: Shape = new Map();
  const byForm = new Map<string, Input[]>();
  for (const seed of seeds) {
    const form = formOf(seed);
    byForm.set(form, [...(byForm.get(form) ?? []), seed]);
    for (const { position, value } of valuesOf(seed)) learnValue(values, value, `${form}:${position}`);
  }
  const relations = new Map([...byForm].map(([form, inputs]) => [form, relationsOf(inputs)]));
  return { values, relations };
}

/** How unlike the tests' inputs an input is; 0: nothing sets it apart. */
export function inputOddness({ values, relations }: InputShape, input: Input): number {
  const form = formOf(input);
  let sum = 0;
  for (const { position, value } of valuesOf(input)) sum += oddnessOf(values, value, `${form}:${position}`);
  for (const relation of relations.get(form) ?? []) if (!holds(relation, input)) sum += 3;
  return sum;
}

/** Sets integers that are the length of another argument in every test to that length again. */
export function restoreLengths({ relations }: InputShape, input: Input): Input {
  let restored = input;
  for (const { kind, left, right } of relations.get(formOf(input)) ?? []) {
    const length = kind === "length" ? sizeAt(restored, right) : null;
    if (length !== null) restored = withValue(restored, left, { kind: "int", value: BigInt(length) });
  }
  return restored;
}

/** How much there is to read in an input: parts, characters and the size of numbers. */
export function inputSize(input: Input): number {
  let size = callText(input).length / 100;
  for (const { position, value } of valuesOf(input)) {
    visitParts(value, String(position), (part) => {
      const number = numberOf(part);
      size += 1 + (part.kind === "str" ? part.value.length : 0);
      if (number !== null) size += Math.log2(1 + Math.abs(number)) / 4 + (number < 0 ? 0.2 : 0);
    });
  }
  return size;
}

function relationsOf(inputs: readonly Input[]): Relation[] {
  const [first] = inputs;
  // A single test shows no rule.
  if (first === undefined || inputs.length < 2) return [];
  const found: Relation[] = [];
  for (const left of first.args.keys()) {
    for (const right of first.args.keys()) {
      if (left === right) continue;
      const kinds = ["length", "index", "same-length", "ascending"] as const;
      const relation = kinds
        .map((kind) => ({ kind, left, right }))
        .find((each) => inputs.every((input) => holds(each, input)));
      if (relation !== undefined) found.push(relation);
    }
  }
  return found;
}

function holds({ kind, left, right }: Relation, input: Input): boolean {
  const number = intAt(input, left);
  switch (kind) {
    case "length":
      return number !== null && number === sizeAt(input, right);
    case "index":
      return number !== null && number >= 0 && number <= (sizeAt(input, right) ?? -1);
    case "same-length": {
      const size = left < right ? sizeAt(input, left) : null;
      return size !== null && size === sizeAt(input, right);
    }
    case "ascending": {
      const other = intAt(input, right);
      return number !== null && other !== null && number <= other;
    }
  }
}

function intAt(input: Input, position: number): number | null {
  const content = input.args[position]?.content;
  return typeof content === "object" && content.kind === "int" ? Number(content.value) : null;
}

function sizeAt(input: Input, position: number): number | null {
  const content = input.args[position]?.content;
  return typeof content === "object" && content.kind !== "bytes" ? lengthOf(content) : null;
}
