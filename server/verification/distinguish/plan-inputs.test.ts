import { describe, expect, it } from "vitest";
import { parseLiteral } from "../literal/parse-literal";
import { callText } from "./input";
import { inputOddness, inputSize, learnShape } from "./input-shape";
import { planInputs } from "./plan-inputs";
import { readSeeds } from "./read-seeds";
import { smallerInputs } from "./shrink-input";

const seedsOf = (...calls: string[]) =>
  readSeeds({ setup: "", cases: calls.map((call) => ({ kind: "call", call, expected: "1" })) });
const planOf = (calls: string[], options: { seed?: number; budget?: number; values?: string[] } = {}) => {
  const { seed = 0, budget = 200, values = [] } = options;
  const seeds = seedsOf(...calls);
  const shape = learnShape(seeds);
  return planInputs({ seeds, shape, values: values.map(parseLiteral), seed, budget });
};
const textsOf = (plan: ReturnType<typeof planOf>) => plan.map(({ input }) => callText(input));

describe("planInputs", () => {
  const calls = ["total([1, 2, 3], 3)", "total([4, 5], 2)"];

  it("is the same for the same seed, and another for another", () => {
    expect(textsOf(planOf(calls))).toEqual(textsOf(planOf(calls)));
    expect(textsOf(planOf(calls, { seed: 1 }))).not.toEqual(textsOf(planOf(calls)));
  });

  it("fills its budget with distinct inputs, none a test's own, those most like the tests first", () => {
    const plan = planOf(calls, { budget: 150 });
    const texts = textsOf(plan);
    expect(new Set(texts).size).toBe(150);
    expect(texts).not.toEqual(expect.arrayContaining(calls));
    const oddness = plan.map((each) => each.oddness);
    expect(oddness).toEqual(oddness.toSorted((a, b) => a - b));
    expect(oddness[0]).toBe(0);
  });

  it("keeps an integer that is a list's length in every test that length, mostly", () => {
    const kept = planOf(calls).filter(({ input }) => {
      const [list, length] = input.args.map(({ content }) => content);
      return (
        typeof list === "object" &&
        typeof length === "object" &&
        list.kind === "list" &&
        length.kind === "int" &&
        BigInt(list.items.length) === length.value
      );
    });
    expect(kept.length).toBeGreaterThan(80);
  });

  it.each([
    ["f(3)", "f(0)"],
    ["f('abc')", "f('')"],
    ["f([3, 1, 2])", "f([1, 2, 3])"],
    ["f([1, 2], [3])", "f([1, 2], [1, 2])"],
    ["f(1, 'a'); f(2, 'b')", "f(1, 'b')"],
    ["f(True)", "f(False)"],
  ])("of %s has %s", (tests, expected) => {
    expect(textsOf(planOf(tests.split("; ")))).toContain(expected);
  });

  it("draws from the program's constants", () => {
    expect(textsOf(planOf(["f(1)"], { values: ["4711"] }))).toContain("f(4711)");
  });

  it("has nothing for tests without literal arguments", () => {
    expect(planOf(["f(x)"])).toEqual([]);
  });
});

describe("inputOddness", () => {
  const shape = learnShape(seedsOf("f([1, 2, 3], 3, 'ab')", "f([2, 4], 2, 'c')"));
  const oddnessOf = (call: string) => seedsOf(call).map((input) => inputOddness(shape, input))[0] ?? -1;

  it.each([
    ["f([5, 6, 7, 8], 4, 'd')", "f([5, 6, 7, 8], 3, 'd')"],
    ["f([3], 1, 'ab')", "f([], 0, 'ab')"],
    ["f([1, 3], 2, 'ab')", "f([-1, 3], 2, 'ab')"],
    ["f([1, 3], 2, 'ab')", "f([3, 1], 2, 'ab')"],
    ["f([1, 3], 2, 'ab')", "f([1, 1], 2, 'ab')"],
    ["f([1, 3], 2, 'ab')", "f([1, 3], 2, 'A!')"],
    ["f([1, 3], 2, 'ab')", "f([1.5, 3], 2, 'ab')"],
  ])("finds %s likelier than %s", (likely, odd) => {
    expect(oddnessOf(likely)).toBeLessThan(oddnessOf(odd));
  });
});

describe("smallerInputs", () => {
  it("gives smaller ones only, the smallest first, and ends at the smallest", () => {
    const [input] = seedsOf("f([10, 3], 'ab', {1: 2})");
    if (input === undefined) throw new Error("no seed");
    const shape = learnShape([input]);
    const sizes = smallerInputs(input, shape).map(inputSize);
    expect(sizes.length).toBeGreaterThan(10);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(Math.max(...sizes)).toBeLessThan(inputSize(input));
    const [smallest] = seedsOf("f([], '', 0)");
    expect(smallest && smallerInputs(smallest, learnShape([smallest]))).toEqual([]);
  });
});
