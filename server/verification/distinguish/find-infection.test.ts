import { afterEach, beforeEach, expect, it } from "vitest";
import type { Trace } from "../traces/schema";
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
const hunks = [{ parentFrom: 1, parentTo: 2, from: 1, to: 2 }];

function programOf(trace: Sandbox["trace"]): TriedProgram {
  const evaluate = () => Promise.reject(new Error("nothing is evaluated here"));
  return { source: "def f(n): return n", setup: "", sandbox: { evaluate, trace } };
}

function explorationOf(reference: TriedProgram): Exploration {
  const traces = new Map<string, Promise<Trace>>();
  return { reference, seeds, shape: learnShape(seeds), parts: [], planned: 0, leftOut: 0, traces };
}

const unheard: unknown[] = [];
const hear = (reason: unknown) => void unheard.push(reason);
beforeEach(() => void process.on("unhandledRejection", hear));
afterEach(() => void process.off("unhandledRejection", hear));

it("leaves no rejection unheard when both sides' traces are cancelled", async () => {
  const cancelled = programOf(() => Promise.reject(new Error("cancelled")));
  await expect(isInfectedByAny(explorationOf(cancelled), cancelled, hunks)).rejects.toThrow("cancelled");
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(unheard).toEqual([]);
});
