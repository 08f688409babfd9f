import { afterAll, beforeAll, expect, it } from "vitest";
import { parseTests } from "../test-cases/parse-tests";
import { createVerifier, type Verifier } from "../verifier";
import { type Distinguished, distinguishMutant } from "./distinguish-mutant";
import { exploreReference } from "./explore-reference";

let verifier: Verifier;
beforeAll(async () => {
  verifier = await createVerifier({ workers: 2 });
});
afterAll(() => verifier.close());

type Case = { reference: string[]; tests: string[]; change: [line: number, text: string] };

async function distinguish({ reference, tests, change: [line, text] }: Case): Promise<Distinguished> {
  const source = reference.join("\n");
  const { suite } = parseTests({ source, setup: "", tests });
  const sandbox = { evaluate: verifier.evaluate.bind(verifier), trace: verifier.trace.bind(verifier) };
  const exploration = await exploreReference({ source, suite, seed: 0, budget: 120, sandbox });
  const mutant = reference.with(line - 1, text).join("\n");
  const run = await verifier.verify({ source: mutant, suite });
  const hunks = [{ parentFrom: line, parentTo: line + 1, from: line, to: line + 1 }];
  expect(run.verdict).toBe("passed");
  const found = await distinguishMutant(exploration, {
    source: mutant,
    edit: { hunks, labelLine: line },
    testedLines: run.executedLines,
  });
  for (const { test } of found.inputs) {
    if (test === null) continue;
    const verdictOf = async (program: string) =>
      (
        await verifier.verify({
          source: program,
          suite: { setup: "", cases: [test] },
          limits: { cpuMs: 500 },
        })
      ).verdict;
    expect(await verdictOf(source)).toBe("passed");
    expect(await verdictOf(mutant)).not.toBe("passed");
  }
  return found;
}

const largest = [
  "def largest(xs):",
  "    best = xs[0]",
  "    for x in xs:",
  "        if x > best:",
  "            best = x",
  "    return best",
];
const largestTests = ["assert largest([1, 5, 2]) == 5", "assert largest([7, 8, 9]) == 9"];

it("finds the smallest input that is like the tests', and the test that it makes", async () => {
  const found = await distinguish({ reference: largest, tests: largestTests, change: [2, "    best = 0"] });
  const [first] = found.inputs;
  expect(found).toMatchObject({ reached: true, infected: true });
  expect(first).toMatchObject({ difference: "value", referenceRaises: false });
  // Only lists of negative numbers, or of none, tell the two apart.
  expect(first?.call).toMatch(/^largest\(\[-/);
  expect(first?.test).toEqual({ kind: "call", call: first?.call, expected: first?.reference });
  expect(first?.mutant).toBe("0");
});

it("keeps apart what differs only where the reference raises", async () => {
  const tests = ["assert half(4) == 2", "assert half(10) == 5"];
  const reference = ["def half(n):", "    if n < 0:", "        raise ValueError(n)", "    return n // 2"];
  const found = await distinguish({ reference, tests, change: [2, "    if n < -1:"] });
  expect(found.inputs).toEqual([
    {
      call: "half(-1)",
      difference: "value",
      reference: "ValueError: -1",
      mutant: "-1",
      referenceRaises: true,
      test: { kind: "raises", call: "half(-1)", exception: "ValueError" },
    },
  ]);
});

it.each<[string, Case, object]>([
  [
    "an endless loop",
    {
      reference: ["def count(n):", "    i = 0", "    while i < n:", "        i += 1", "    return i"],
      tests: ["assert count(3) == 3", "assert count(5) == 5"],
      change: [3, "    while i != n:"],
    },
    { difference: "timeout", reference: "0" },
  ],
  [
    "another exception",
    {
      reference: ["def first(xs):", "    return xs[0] if xs else None"],
      tests: ["assert first([1]) == 1", "assert first([2, 3]) == 2"],
      change: [2, "    return xs[0]"],
    },
    {
      call: "first([])",
      difference: "exception",
      reference: "None",
      mutant: "IndexError: list index out of range",
    },
  ],
  [
    "an argument changed in place",
    {
      reference: ["def total(xs):", "    return sum(sorted(xs))"],
      tests: ["assert total([1, 2]) == 3", "assert total([2, 3, 4]) == 9"],
      change: [2, "    return xs.sort() or sum(xs)"],
    },
    { difference: "arguments" },
  ],
])("tells apart by %s", async (_, given, expected) => {
  const { inputs } = await distinguish(given);
  expect(inputs[0]).toMatchObject(expected);
});

it("takes neither state that earlier calls left nor chance for a difference", async () => {
  const reference = [
    "import random, time",
    "seen = []",
    "def f(n):",
    "    seen.append(n)",
    "    return len(seen) + random.random() + time.perf_counter() if n > 90 else n",
  ];
  const tests = ["assert f(1) == 1", "assert f(99) > 0"];
  const found = await distinguish({ reference, tests, change: [4, "    seen.extend([n, n])"] });
  expect(found.inputs).toEqual([]);
  expect(found.tried).toBeGreaterThan(20);
});

it.each<[string, Case, object]>([
  [
    "not reached",
    {
      reference: ["def f(n):", "    if n is f:", "        return 1", "    return n"],
      tests: ["assert f(2) == 2"],
      change: [3, "        return 2"],
    },
    { reached: false, infected: false },
  ],
  [
    "reached, not infected",
    {
      reference: ["def f(n):", "    if n == 2:", "        n = n + 0", "    return n"],
      tests: ["assert f(2) == 2"],
      change: [3, "        n = 0 + n"],
    },
    { reached: true, infected: false },
  ],
  [
    "reached by more inputs than are traced",
    {
      reference: ["def f(n):", "    m = n + 0", "    return m"],
      tests: ["assert f(2) == 2"],
      change: [2, "    m = 0 + n"],
    },
    { reached: true, infected: null },
  ],
  [
    "infected, not propagated",
    {
      reference: ["def f(n):", "    m = n + 1", "    return n + 0 * m"],
      tests: ["assert f(2) == 2"],
      change: [2, "    m = n + 2"],
    },
    { reached: true, infected: true },
  ],
])("says how far a mutant gets that it cannot tell apart: %s", async (_, given, expected) => {
  const found = await distinguish(given);
  expect(found).toMatchObject({ inputs: [], ...expected });
});
