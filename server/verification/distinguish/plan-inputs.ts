import { type Random, randomOf } from "#server/core/random";
import type { PyValue } from "../literal/value";
import { callText, type Input, valuesOf, withValue } from "./input";
import { type InputShape, inputOddness, inputSize, restoreLengths } from "./input-shape";
import { pick, ValuePool } from "./value-pool";
import { boundaryValues, varyValue } from "./vary-value";

export type PlannedInput = { input: Input; oddness: number };

type Plan = {
  seeds: readonly Input[];
  shape: InputShape;
  /** Further values worth trying: constants of the program, values that it returned. */
  values: readonly PyValue[];
  seed: number;
  /** How many inputs are made at most. */
  budget: number;
};

/** Texts longer than this are nothing to ask a person about. */
const maxCallCharacters = 1_500;
/** Changes on top of each other in one input, and how often a change that gives nothing new is tried again. */
const maxChanges = 3;
const triesPerInput = 12;
/** At most this share of the budget are values at the edges of their types; the others are drawn. */
const boundaryShare = 0.4;

/**
 * Variations of the tests' inputs that keep their types, as EvalPlus makes them (arXiv 2305.01210, section 2.2): values
 * at the edges first, then seeded changes, swaps and recombinations. The same plan for the same input, on every machine;
 * none is a test's own call. Those that are most like the tests' come first.
 */
export function planInputs({ seeds, shape, values, seed, budget }: Plan): PlannedInput[] {
  const random = randomOf(`inputs ${seed} ${seeds.map(callText).join("\n")}`);
  const pool = new ValuePool();
  for (const value of values) pool.add(value);
  for (const each of seeds) for (const { value } of valuesOf(each)) pool.add(value);
  const tests = new Set(seeds.map(callText));
  const made = new Map<string, Input>();
  const add = (input: Input): boolean => {
    const text = callText(input);
    if (text.length > maxCallCharacters || tests.has(text) || made.has(text)) return false;
    made.set(text, input);
    return true;
  };

  const edges = seeds.flatMap((each) => edgesOf(each, shape));
  for (const input of edges.toSorted((a, b) => inputOddness(shape, a) - inputOddness(shape, b))) {
    if (made.size >= budget * boundaryShare) break;
    add(input);
  }
  for (let tries = budget * triesPerInput; tries > 0 && made.size < budget; tries -= 1) {
    const start = pick(random() < 0.6 ? seeds : [...made.values()], random);
    if (start === null) continue;
    let input = start;
    for (let changes = 1 + Math.floor(random() * maxChanges); changes > 0; changes -= 1) {
      input = changed(input, { seeds, pool, random });
    }
    add(random() < 0.8 ? restoreLengths(shape, input) : input);
  }
  return [...made.values()]
    .map((input) => ({ input, oddness: inputOddness(shape, input), size: inputSize(input) }))
    .sort((a, b) => a.oddness - b.oddness || a.size - b.size)
    .map(({ input, oddness }) => ({ input, oddness }));
}

function edgesOf(seed: Input, shape: InputShape): Input[] {
  return valuesOf(seed).flatMap(({ position, value }) =>
    boundaryValues(value).flatMap((edge) => {
      const input = withValue(seed, position, edge);
      return [input, restoreLengths(shape, input)];
    }),
  );
}

type Making = { seeds: readonly Input[]; pool: ValuePool; random: Random };

/** One change: of a value, of an argument for another test's, or of two arguments of the same type for each other. */
function changed(input: Input, { seeds, pool, random }: Making): Input {
  const chosen = pick(valuesOf(input), random);
  if (chosen === null) return input;
  const { position, value } = chosen;
  const how = random();
  if (how < 0.15) {
    const others = seeds.filter(
      ({ form, args }) => form.callee === input.form.callee && args.length === input.args.length,
    );
    const content = pick(others, random)?.args[position]?.content;
    if (content !== undefined && typeof content !== "string") return withValue(input, position, content);
  }
  if (how < 0.25) {
    const like = valuesOf(input).filter(
      (each) => each.position !== position && each.value.kind === value.kind,
    );
    const other = pick(like, random);
    if (other !== null) {
      const copied = withValue(input, position, other.value);
      // Half of the time both become the same value, which tests often forget.
      return random() < 0.5 ? copied : withValue(copied, other.position, value);
    }
  }
  return withValue(input, position, varyValue(value, pool, random));
}
