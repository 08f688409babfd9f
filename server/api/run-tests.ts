import { z } from "zod";
import { AppError } from "#server/core/errors";
import { type ProblemSuite, splitTests } from "#server/datasets/index";
import type { LiveClient } from "#server/live/index";
import type { RunResult } from "#server/verification/schema";

/** Characters of a program or a set-up, of one test, and of all tests: they are parsed while other requests wait. */
const maxCode = 100_000;
const maxTest = 20_000;
const maxTests = 500_000;

const codeSchema = z.string().max(maxCode);
const testsSchema = z
  .array(z.string().max(maxTest))
  .min(1)
  .max(1000)
  .refine((tests) => tests.reduce((sum, test) => sum + test.length, 0) <= maxTests, {
    error: `The tests are longer than ${maxTests} characters in all.`,
  });
export const runTestsInputSchema = z.union([
  z.object({ code: codeSchema, problemId: z.int32() }),
  z.object({ code: codeSchema, tests: testsSchema, setup: codeSchema.optional() }),
]);

type Answer = {
  result: RunResult;
  tests: { source: string }[];
  refused: { source: string; reason: string }[];
};

/** Runs a pasted program against a problem's tests or against asserts that were pasted with it. */
export async function runTests(
  { live, suiteOf }: { live: LiveClient; suiteOf: (problemId: number) => Promise<ProblemSuite> },
  input: z.output<typeof runTestsInputSchema>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const options = signal ? { signal } : {};
  if ("problemId" in input) {
    const { suite, sources } = await suiteOf(input.problemId);
    const result = await live.verify({ source: input.code, suite }, options);
    return { result, tests: sources.map((source) => ({ source })), refused: [] };
  }
  const { setup = "", tests, code } = input;
  const { cases, refused } = splitTests({ tests, setup, code });
  if (cases.length === 0) {
    const reason = refused[0]?.reason ?? "there are none";
    throw new AppError("invalid-input", `None of the tests can be run: ${reason}`);
  }
  const suite = { setup, cases: cases.map(({ spec }) => spec) };
  const result = await live.verify({ source: code, suite }, options);
  return {
    result,
    tests: cases.map(({ source }) => ({ source })),
    refused: refused.map(({ source, reason }) => ({ source, reason })),
  };
}
