import { describe, expect, it } from "vitest";
import { parseLiteral } from "../literal/parse-literal";
import { type CallOutcome, differenceOf, isStable, readOutcome } from "./call-outcome";
import { readSeeds } from "./read-seeds";
import { testOf } from "./test-of-difference";

const returned = (value: string, after = "((), {})"): CallOutcome => ({
  kind: "returned",
  value: parseLiteral(value),
  after: parseLiteral(after),
});
const raised = (type: string): CallOutcome => ({ kind: "raised", type, error: `${type}: no` });
const ended = (how: "timeout" | "died"): CallOutcome => ({ kind: "ended", how, error: how });

describe("differenceOf", () => {
  it.each<[CallOutcome, CallOutcome, string | null]>([
    [returned("1"), returned("2"), "value"],
    [returned("1"), returned("1.0"), null],
    [returned("[0.1]"), returned("[0.10000000000000002]"), null],
    [returned("0.1"), returned("0.11"), "value"],
    [returned("10000000000"), returned("10000000001"), "value"],
    [returned("nan"), returned("nan"), null],
    [returned("<object>"), returned("<object>"), null],
    [returned("1", "(([1],), {})"), returned("1", "(([2],), {})"), "arguments"],
    [returned("1"), raised("KeyError"), "exception"],
    [returned("1"), ended("timeout"), "timeout"],
    [returned("1"), ended("died"), "crash"],
    [raised("KeyError"), raised("KeyError"), null],
    [raised("KeyError"), raised("IndexError"), "exception"],
    [raised("KeyError"), returned("None"), "value"],
    [returned("1"), { kind: "unreadable" }, null],
    [returned("1"), { kind: "not-run" }, null],
    [ended("timeout"), returned("1"), null],
    [{ kind: "unreadable" }, returned("1"), null],
  ])("case %#", (reference, mutant, expected) => {
    expect(differenceOf(reference, mutant)).toBe(expected);
  });
});

describe("isStable", () => {
  it.each<[CallOutcome, CallOutcome, boolean]>([
    [returned("1"), returned("1"), true],
    [returned("1"), returned("2"), false],
    [returned("1"), returned("1.0"), false],
    [raised("A"), raised("A"), true],
    [ended("timeout"), ended("timeout"), false],
  ])("case %#", (first, second, expected) => {
    expect(isStable(first, second)).toBe(expected);
  });
});

it("reads a child's answer, and takes nothing else for one", () => {
  expect(readOutcome({ kind: "value", text: "[3, ([1],), {}]" })).toEqual(returned("3", "(([1],), {})"));
  for (const text of ["3", "[3]", "open('x')", ""]) {
    expect(readOutcome({ kind: "value", text })).toEqual({ kind: "unreadable" });
  }
});

describe("testOf", () => {
  const [input] = readSeeds({ setup: "", cases: [{ kind: "call", call: "f([2])", expected: "1" }] });
  if (input === undefined) throw new Error("no seed");
  const test = (reference: CallOutcome, kind: "value" | "arguments" = "value") =>
    testOf({ input, kind, reference, mutant: returned("0") });

  it.each<[CallOutcome, "value" | "arguments", object | null]>([
    [returned("'a'"), "value", { kind: "call", call: "f([2])", expected: "'a'" }],
    [returned("0.5"), "value", { kind: "call", call: "f([2])", expected: "0.5", tolerance: 1e-9 }],
    [raised("Key\0 Error"), "value", null],
    [raised("KeyError"), "value", { kind: "raises", call: "f([2])", exception: "KeyError" }],
    [
      returned("1", "(([3],), {})"),
      "arguments",
      {
        kind: "call",
        call: "(lambda *__a, **__k: [f(*__a, **__k), __a, __k])([2])",
        expected: "[1, ([3],), {}]",
      },
    ],
    [returned("nan"), "value", null],
    [returned("[<object>]"), "value", null],
    [ended("timeout"), "value", null],
  ])("case %#", (reference, kind, expected) => {
    expect(test(reference, kind)).toEqual(expected);
  });
});
