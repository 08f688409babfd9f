import { boundText, maxErrorCharacters, maxValueCharacters } from "./evidence";
import { formatValue } from "./literal/format-value";
import { parseLiteral, tryParseLiteral } from "./literal/parse-literal";
import { LiteralError, LiteralTooLarge, type PyValue } from "./literal/value";
import { valuesEqual } from "./literal/values-equal";
import { type CallResult, nameError, type ReportedError } from "./read-report";
import type { TestCase } from "./schema";

/** What became of one test case; `failure` is in words for the run's message. */
export type Judged = {
  outcome: "passed" | "wrong-answer" | "raised" | "bad-result";
  value?: string;
  error?: string;
  line?: number;
  failure?: string;
  /** The exception behind the outcome, for the verdict and the traceback. */
  raised?: ReportedError;
};

type CallCase = Extract<TestCase, { kind: "call" }>;
type Expected = { value: PyValue | null; text: string };

/** Expected values are read once, however many mutants are judged by them. */
const expectedValues = new WeakMap<CallCase, Expected>();

function expectedOf(test: CallCase): Expected {
  let expected = expectedValues.get(test);
  if (expected === undefined) {
    const value = tryParseLiteral(test.expected);
    expected = { value, text: value === null ? test.expected : formatValue(value) };
    expectedValues.set(test, expected);
  }
  return expected;
}

/** Judges a `call` case: the returned text is read as a literal and compared by Python's rules, here, as data. */
export function judgeCall(test: CallCase, result: CallResult): Judged {
  if (result.kind !== "value") return judgeNoValue(result);
  const expected = expectedOf(test);
  const value = boundText(result.text, maxValueCharacters);
  // The same text is the same value, but for nan, which is not even equal to itself, and for names of objects.
  const isSame = expected.value !== null && result.text === expected.text && !/nan|</.test(result.text);
  if (isSame) return { outcome: "passed", value };
  const returned = expected.value === null ? null : readReturned(result.text);
  if (returned === "too-large") return judgeNoValue({ kind: "bad", reason: "the value is too large" });
  if (isEqual(expected.value, returned, test.tolerance)) return { outcome: "passed", value };
  const failure = `expected ${boundText(expected.text, 200)}, got ${boundText(result.text, 200)}`;
  return { outcome: "wrong-answer", value, failure };
}

function isEqual(expected: PyValue | null, value: PyValue | null, tolerance: number | undefined): boolean {
  if (expected === null || value === null) return false;
  return valuesEqual(value, expected, tolerance === undefined ? {} : { tolerance });
}

/** The returned value; null when its text is none that can be compared, which makes it a wrong answer. */
function readReturned(text: string): PyValue | null | "too-large" {
  try {
    return parseLiteral(text);
  } catch (error) {
    if (error instanceof LiteralTooLarge) return "too-large";
    if (error instanceof LiteralError) return null;
    throw error;
  }
}

export function judgeRaises(test: Extract<TestCase, { kind: "raises" }>, result: CallResult): Judged {
  if (result.kind !== "raised") {
    if (result.kind !== "value") return judgeNoValue(result);
    const value = boundText(result.text, maxValueCharacters);
    const failure = `expected ${test.exception}, got ${boundText(result.text, 200)}`;
    return { outcome: "wrong-answer", value, failure };
  }
  const error = boundText(nameError(result.error), maxErrorCharacters);
  // A qualified name in a test (json.JSONDecodeError) is known here by its last part, like the class itself.
  const wanted = test.exception.slice(test.exception.lastIndexOf(".") + 1);
  if (result.error.classes.includes(wanted)) return { outcome: "passed", error };
  return { ...judgeNoValue(result), failure: `expected ${test.exception}, but it raised ${error}` };
}

/** A call that returned nothing the judge can look at. */
export function judgeNoValue(result: CallResult): Judged {
  switch (result.kind) {
    case "raised": {
      const error = boundText(nameError(result.error), maxErrorCharacters);
      const line = result.error.frames.at(-1)?.line;
      const failure = `raised ${error}`;
      return {
        outcome: "raised",
        error,
        failure,
        raised: result.error,
        ...(line === undefined ? {} : { line }),
      };
    }
    case "bad": {
      const error = boundText(result.reason, maxErrorCharacters);
      return {
        outcome: "bad-result",
        error,
        failure: `returned something that cannot be compared: ${error}`,
      };
    }
    case "value":
    case "judged":
      return {
        outcome: "bad-result",
        error: "an answer of the wrong kind",
        failure: "answered in the wrong kind",
      };
  }
}

/** A returned text in the only form that may be evaluated in a judge's sandbox, or null when it is no plain data. */
export function canonicalValue(text: string): string | null {
  const value = tryParseLiteral(text);
  return value === null || hasOpaque(value) ? null : formatValue(value);
}

function hasOpaque(value: PyValue): boolean {
  switch (value.kind) {
    case "opaque":
      return true;
    case "list":
    case "tuple":
    case "set":
      return value.items.some(hasOpaque);
    case "dict":
      return value.entries.some(([key, item]) => hasOpaque(key) || hasOpaque(item));
    case "object":
      return value.args.some(hasOpaque);
    default:
      return false;
  }
}
