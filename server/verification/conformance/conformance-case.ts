import type { Verdict } from "#server/core/vocabulary";
import type { Limits, TestCase, TestOutcome } from "../schema";

/** One program, its tests, and what every provider must say of it. */
export type ConformanceCase = {
  name: string;
  source: string;
  tests?: string[];
  setup?: string;
  check?: string;
  /** Test cases that no source form gives, in place of `tests`. */
  cases?: TestCase[];
  limits?: Partial<Limits>;
  verdict: Verdict;
  /** The tests' outcomes in order, where they matter. */
  outcomes?: TestOutcome["outcome"][];
  /** Values of the tests as evidence shows them. */
  values?: string[];
  message?: RegExp;
  lines?: number[];
  failingLine?: number;
};

/** A function `f` that returns the value of a Python expression. */
export const returns = (value: string): string => `def f(*args):\n    return ${value}`;
