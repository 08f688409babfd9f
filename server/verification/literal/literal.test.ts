import { describe, expect, it } from "vitest";
import { formatValue } from "./format-value";
import { parseLiteral, tryParseLiteral } from "./parse-literal";
import { valuesEqual } from "./values-equal";

const equal = (left: string, right: string, tolerance?: number) =>
  valuesEqual(parseLiteral(left), parseLiteral(right), tolerance === undefined ? {} : { tolerance });

describe("parseLiteral and formatValue", () => {
  it.each([
    ["8", "8"],
    ["-12", "-12"],
    ["1_000", "1000"],
    ["0xff", "255"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["1.", "1.0"],
    [".5", "0.5"],
    ["1e16", "1e+16"],
    ["1e15", "1000000000000000.0"],
    ["0.0001", "0.0001"],
    ["0.00001234", "1.234e-05"],
    ["123456789.125", "123456789.125"],
    ["float('-inf')", "-inf"],
    ["float('nan')", "nan"],
    ["1+2j", "(1+2j)"],
    ["-2.5j", "(-0-2.5j)"],
    ["'it\\'s'", '"it\'s"'],
    ["'a' \"b\"", "'ab'"],
    ["r'\\d'", "'\\\\d'"],
    ["'''x\ny'''", "'x\\ny'"],
    ["'\\x41\\u00e9\\U0001F600\\101'", "'Aé😀A'"],
    ["'\\ud800'", "'\\ud800'"],
    ["'\\q'", "'\\\\q'"],
    ["b'\\x00a'", "b'\\x00a'"],
    ["(1)", "1"],
    ["(1,)", "(1,)"],
    ["()", "()"],
    ["[1, (2, [3]), ]", "[1, (2, [3])]"],
    ["{}", "{}"],
    ["{'a': 1, 2: [3]}", "{'a': 1, 2: [3]}"],
    ["{1, 2}", "{1, 2}"],
    ["set()", "set()"],
    ["set([1])", "{1}"],
    ["frozenset({1})", "frozenset({1})"],
    ["Decimal('1.5')", "Decimal('1.5')"],
    ["[True, None, False]  # comment", "[True, None, False]"],
  ])("%s reads as %s", (text, repr) => {
    expect(formatValue(parseLiteral(text))).toBe(repr);
  });

  it.each([
    "f(1)",
    "x",
    "[1, 2",
    "1 + 2",
    "__import__('os')",
    "[x for x in y]",
    "f'{x}'",
    "'a",
    "'a' b'b'",
    "",
    "1 2",
    "lambda: 1",
    "{1: 2, 3}",
    "012",
  ])("%s is no literal", (text) => {
    expect(tryParseLiteral(text)).toBeNull();
  });

  it("refuses decimals longer than Python writes, which take long to read, and long texts", () => {
    const decimal = (digits: number) => "7".repeat(digits);
    expect(tryParseLiteral(decimal(4_300))).not.toBeNull();
    for (const text of [decimal(5_000), `-${decimal(5_000)}`, `[1, ${decimal(300_000)}]`]) {
      expect(tryParseLiteral(text)).toBeNull();
    }
    expect(tryParseLiteral(`0x${"f".repeat(100_000)}`)).not.toBeNull();
    expect(tryParseLiteral(`0x${"f".repeat(400_000)}`)).toBeNull();
    expect(tryParseLiteral(`'${"x".repeat(400_000)}'`)).toBeNull();
  });

  it("refuses nesting beyond its bound instead of overflowing the stack", () => {
    expect(tryParseLiteral("[".repeat(100_000))).toBeNull();
    expect(tryParseLiteral(`${"-".repeat(100_000)}1`)).toBeNull();
  });
});

describe("valuesEqual", () => {
  it.each([
    ["1", "1.0"],
    ["True", "1"],
    ["{1, 2}", "{2.0, True}"],
    ["{'a': [1], 'b': 2}", "{'b': 2, 'a': [1.0]}"],
    ["frozenset({1})", "{1}"],
    ["b'x'", "bytearray(b'x')"],
    ["1+0j", "1"],
    ["(1, [2, {3}])", "(1.0, [2, {3}])"],
    ["-0.0", "0"],
  ])("%s == %s", (left, right) => {
    expect(equal(left, right)).toBe(true);
  });

  it.each([
    ["[1]", "(1,)"],
    ["1", "'1'"],
    ["nan", "nan"],
    ["{nan}", "{nan}"],
    ["9007199254740993", "9007199254740992.0"],
    ["None", "False"],
    ["{1, 2}", "{1}"],
    ["{1: 2}", "{1: 3}"],
    ["'a'", "b'a'"],
    ["<object>", "<object>"],
  ])("%s != %s", (left, right) => {
    expect(equal(left, right)).toBe(false);
  });

  it("lets floats differ by the tolerance, and only by it", () => {
    expect(equal("[3.14159]", "[3.14160]", 1e-4)).toBe(true);
    expect(equal("[3.14159]", "[3.15]", 1e-4)).toBe(false);
    expect(equal("'a'", "'b'", 1)).toBe(false);
  });
});
