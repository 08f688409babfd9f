import { describe, expect, it } from "vitest";
import { canonicalValue, judgeCall, judgeRaises } from "./judge-case";
import type { CallResult } from "./read-report";

const value = (text: string) => ({ kind: "value", text }) as const;
const raised = (...classes: string[]): CallResult => ({
  kind: "raised",
  error: { classes, message: "m", frames: [{ line: 4, name: "f" }] },
});
const call = (expected: string, tolerance?: number) =>
  ({ kind: "call", call: "f()", expected, ...(tolerance === undefined ? {} : { tolerance }) }) as const;

describe("judgeCall", () => {
  it("compares values, not texts", () => {
    expect(judgeCall(call("{'a': 1.0,  'b': [2]}"), value("{'b': [2], 'a': 1}")).outcome).toBe("passed");
  });

  it("says what was expected and what came", () => {
    expect(judgeCall(call("[1,2]"), value("[2, 1]"))).toEqual({
      outcome: "wrong-answer",
      value: "[2, 1]",
      failure: "expected [1, 2], got [2, 1]",
    });
  });

  it.each(["nan", "<__main__.A>", "1) or (True", "__import__('os')", ""])(
    "does not take %s for its own equal",
    (text) => {
      expect(judgeCall(call(text), value(text)).outcome).toBe("wrong-answer");
    },
  );

  it("refuses values larger than the harness writes without reading them", () => {
    for (const text of [`0x${"f".repeat(400_000)}`, "7".repeat(5_000), `[${"7".repeat(300_000)}]`]) {
      expect(judgeCall(call("1"), value(text)).outcome).toBe("bad-result");
    }
  });

  it("points to the innermost program line of an exception", () => {
    expect(judgeCall(call("1"), raised("ValueError"))).toMatchObject({
      outcome: "raised",
      error: "ValueError: m",
      line: 4,
    });
  });
});

describe("judgeRaises", () => {
  const test = { kind: "raises", call: "f()", exception: "json.JSONDecodeError" } as const;
  it("accepts the class and its subclasses", () => {
    expect(judgeRaises(test, raised("JSONDecodeError", "ValueError")).outcome).toBe("passed");
    expect(
      judgeRaises({ ...test, exception: "ValueError" }, raised("JSONDecodeError", "ValueError")).outcome,
    ).toBe("passed");
  });

  it("refuses another class, and a plain return", () => {
    expect(judgeRaises(test, raised("KeyError")).outcome).toBe("raised");
    expect(judgeRaises(test, value("1")).outcome).toBe("wrong-answer");
  });
});

describe("canonicalValue", () => {
  it("writes data anew, so that nothing of the program's own text is evaluated", () => {
    expect(canonicalValue("[ 0x10,'a' \"b\" , Decimal('1.5')]")).toBe("[16, 'ab', Decimal('1.5')]");
  });

  it.each(["<object>", "[1, <generator>]", "__import__('os').system('x')", "Decimal(__import__('os'))"])(
    "refuses %s",
    (text) => {
      expect(canonicalValue(text)).toBeNull();
    },
  );
});
