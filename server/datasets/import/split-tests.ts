import { parseTests } from "#server/verification/index";
import type { TestCase } from "#server/verification/schema";

type Given = { tests: readonly string[]; setup: string; code: string; entryPoint?: string | null };

export type SplitTests = {
  /** Each case with the text of the test that it came from: one test may make several. */
  cases: { spec: TestCase; source: string }[];
  refused: { index: number; source: string; reason: string }[];
};

/** Takes tests apart into cases that can be judged outside of the tested process; `code` is a program they are for. */
export function splitTests({ tests, setup, code, entryPoint }: Given): SplitTests {
  const context = { setup, source: code, ...(entryPoint ? { entryPoint } : {}) };
  const { suite, testOfCase, refused } = parseTests({ tests: [...tests], ...context });
  const sourceOf = (at: number) => tests[testOfCase[at] ?? 0] ?? "";
  return { cases: suite.cases.map((spec, at) => ({ spec, source: sourceOf(at) })), refused };
}
