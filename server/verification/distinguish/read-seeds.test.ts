import { expect, it } from "vitest";
import type { TestCase } from "../schema";
import { callText, observedText } from "./input";
import { areAllSeeds, readSeeds } from "./read-seeds";

const call = (text: string): TestCase => ({ kind: "call", call: text, expected: "1" });
const seedsOf = (...cases: TestCase[]) => readSeeds({ setup: "", cases }).map(callText);

it.each([
  ["f([1, 2], 'a')", ["f([1, 2], 'a')"]],
  ["f(1)[0].real", ["f(1)[0].real"]],
  ["f(x=-2, y=g)", ["f(x=-2, y=g)"]],
  ["f(set([1]), float('inf'))", ["f({1}, inf)"]],
  ["f(g(3))", ["f(g(3))"]],
  ["Box(2).add(3)", ["Box(2).add(3)", "Box(2).add(3)"]],
  ["f(x)", []],
  ["f()", []],
  ["f(", []],
])("%s is varied in %j", (text, expected) => {
  expect(seedsOf(call(text))).toEqual(expected);
});

it("reads the calls of every kind of test that has calls", () => {
  const seeds = seedsOf(
    { kind: "raises", call: "f(0)", exception: "ValueError" },
    { kind: "check", calls: ["f(1)", "f(2)"], expression: "__v[0] < __v[1]" },
    { kind: "candidate", entryPoint: "g", check: "def check(candidate):\n    assert candidate([3]) == 3" },
    { kind: "stdin", stdin: "4", expectedStdout: "4" },
  );
  expect(seeds).toEqual(["f(0)", "f(1)", "f(2)", "g([3])"]);
});

it("asks for the value and the arguments afterwards, with what stands around the call", () => {
  const [seed] = readSeeds({ setup: "", cases: [call("f([3], k=1)[0]")] });
  expect(seed && observedText(seed)).toBe("(lambda *__a, **__k: [f(*__a, **__k)[0], __a, __k])([3], k=1)");
});

it.each<[TestCase[], boolean]>([
  [[call("f(1)"), { kind: "check", calls: ["f(1)", "f(2)"], expression: "__v[0] < __v[1]" }], true],
  [[call("f(1)"), call("f(x)")], false],
  [[call("f(1)"), { kind: "stdin", stdin: "4", expectedStdout: "4" }], false],
  [[{ kind: "candidate", entryPoint: "g", check: "def check(candidate):\n    candidate([3])" }], false],
  [Array.from({ length: 61 }, (_, n) => call(`f(${n})`)), false],
])("knows whether the tests have calls that are no seeds: %#", (cases, expected) => {
  expect(areAllSeeds({ setup: "", cases })).toBe(expected);
});
