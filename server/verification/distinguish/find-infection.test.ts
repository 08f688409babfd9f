import { afterEach, beforeEach, expect, it } from "vitest";
import type { Trace, TraceStep } from "../traces/schema";
import type { Exploration } from "./explore-reference";
import { isInfectedByAny } from "./find-infection";
import type { Input } from "./input";
import { learnShape } from "./input-shape";
import type { Sandbox, TriedProgram } from "./run-inputs";

const inputOf = (n: number): Input => ({
  form: { before: "", callee: "f", after: "" },
  args: [{ name: null, content: { kind: "int", value: BigInt(n) } }],
});
const seeds = [1, 2, 3].map(inputOf);
const edit = { hunks: [{ parentFrom: 2, parentTo: 3, from: 2, to: 3 }], labelLine: 2 };
const source = "def f(n):\n    return n";

/** A program that runs its second line with some inputs only, and does there what `value` says. */
function programOf(reaches: (n: number) => boolean, value: (n: number) => string, traced: number[] = []) {
  const numberOf = (call: string) => Number(/(\d+)\)+$/.exec(call)?.[1]);
  const stepOf = (n: number): TraceStep => ({
    ...{ kind: "line", line: 2, depth: 1, function: "f", endedAt: 1, ending: null },
    changed: [{ name: "x", value: value(n) }],
  });
  const sandbox: Sandbox = {
    evaluate: async ({ calls }) => ({
      answers: calls.map(() => ({ kind: "value", text: "[1, (), {}]" })),
      executedLines: calls.some((call) => reaches(numberOf(call))) ? [1, 2] : [1],
      cpuUs: 1,
    }),
    trace: async ({ test }) => {
      const n = numberOf(test.kind === "call" ? test.call : "");
      traced.push(n);
      return { steps: reaches(n) ? [stepOf(n)] : [], end: "complete", results: [], error: null };
    },
  };
  return { source, setup: "", sandbox };
}

function explorationOf(reference: TriedProgram, seedsAreAll = true): Exploration {
  const traces = new Map<string, Promise<Trace>>();
  const shape = learnShape(seeds);
  return { reference, seeds, seedsAreAll, shape, parts: [], planned: 0, leftOut: 0, traces };
}

const inputsOf = (count: number) => Array.from({ length: count }, (_, n) => inputOf(n));
const same = () => "1";

it.each<[string, { count: number; reaches: (n: number) => boolean; seedsAreAll?: boolean }, boolean | null]>([
  ["all that reach the line were traced", { count: 60, reaches: (n) => n % 20 === 19 }, false],
  ["no input reaches it", { count: 60, reaches: () => false }, false],
  ["more reach it than are traced", { count: 60, reaches: () => true }, null],
  ["a test has no call to trace", { count: 3, reaches: () => true, seedsAreAll: false }, null],
])(
  "says that a state is not changed only when it was looked at everywhere: %s",
  async (_, given, expected) => {
    const traced: number[] = [];
    const { count, reaches, seedsAreAll } = given;
    const exploration = explorationOf(programOf(reaches, same), seedsAreAll);
    const tried = [{ inputs: inputsOf(count), cpuMs: 100 }];
    const mutant = programOf(reaches, same, traced);
    expect(await isInfectedByAny(exploration, mutant, { tried, edit })).toBe(expected);
    expect(traced.every(reaches)).toBe(true);
  },
);

it("finds the one input that shows it among many that do not reach the line", async () => {
  const reaches = (n: number) => n === 47;
  const tried = [
    { inputs: seeds, cpuMs: 100 },
    { inputs: inputsOf(50), cpuMs: 100 },
  ];
  const exploration = explorationOf(programOf(reaches, same));
  expect(await isInfectedByAny(exploration, programOf(reaches, String), { tried, edit })).toBe(true);
});

const unheard: unknown[] = [];
const hear = (reason: unknown) => void unheard.push(reason);
beforeEach(() => void process.on("unhandledRejection", hear));
afterEach(() => void process.off("unhandledRejection", hear));

it("leaves no rejection unheard when both sides' traces are cancelled", async () => {
  const program = programOf(() => true, same);
  const trace = () => Promise.reject(new Error("cancelled"));
  const cancelled = { ...program, sandbox: { ...program.sandbox, trace } };
  const tried = [{ inputs: seeds, cpuMs: 100 }];
  const infected = isInfectedByAny(explorationOf(cancelled), cancelled, { tried, edit });
  await expect(infected).rejects.toThrow("cancelled");
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(unheard).toEqual([]);
});
