import type { RunResult, TestOutcome } from "#server/verification/schema";

/** A program on which two providers do not say the same: both runs, and the tests whose outcomes differ. */
export type Disagreement = {
  source: string;
  native: RunResult;
  wasm: RunResult;
  tests: { native: TestOutcome | undefined; wasm: TestOutcome | undefined }[];
};

type Reason = { name: string; holds: (found: Disagreement) => boolean };

const verdicts = ({ native, wasm }: Disagreement) => [native.verdict, wasm.verdict];
const outcomes = ({ tests }: Disagreement) =>
  tests.flatMap(({ native, wasm }) => [native?.outcome, wasm?.outcome]);
const errors = ({ tests, native, wasm }: Disagreement) =>
  [
    ...tests.flatMap((test) => [test.native?.error ?? "", test.wasm?.error ?? ""]),
    native.message,
    wasm.message,
  ].join("\n");
const everyValue = ({ tests }: Disagreement, same: (native: string, wasm: string) => boolean): boolean =>
  tests.length > 0 && tests.every(({ native, wasm }) => same(native?.value ?? "", wasm?.value ?? ""));

/** Why providers may differ, in the order in which they are looked at. docs/security/sandbox.md speaks of each. */
const reasons: Reason[] = [
  {
    name: "asks for sizes or addresses",
    holds: ({ source }) => /\bgetsizeof\b|\bid\(|\bhash\(|sys\.maxsize|\bstruct\b/.test(source),
  },
  { name: "time limit", holds: (found) => [...verdicts(found), ...outcomes(found)].includes("timeout") },
  {
    name: "memory, and sizes beyond 32 bits",
    holds: (found) =>
      verdicts(found).includes("memory-limit") ||
      /MemoryError|index-sized|ssize_t|C long|too large to convert|OverflowError/.test(errors(found)),
  },
  { name: "depth of recursion", holds: (found) => /RecursionError|signal 11|signal 6/.test(errors(found)) },
  {
    name: "syntax of the version",
    holds: (found) => verdicts(found).includes("compile-error"),
  },
  {
    name: "last digits of floats",
    holds: (found) => everyValue(found, (a, b) => a !== b && roundNumbers(a) === roundNumbers(b)),
  },
  {
    name: "order of a set",
    holds: (found) => everyValue(found, (a, b) => a !== b && sortCharacters(a) === sortCharacters(b)),
  },
  {
    name: "order of a set, by its first element",
    holds: ({ source }) => /\bset\(|\{.*\bfor\b|\.pop\(/.test(source),
  },
];

export function reasonOf(found: Disagreement): string {
  return reasons.find(({ holds }) => holds(found))?.name ?? "unexplained";
}

function roundNumbers(text: string): string {
  return text.replace(/-?\d+\.\d+(?:e[-+]?\d+)?/g, (number) => Number(number).toPrecision(9));
}

function sortCharacters(text: string): string {
  return [...text].sort().join("");
}
