import { expect, it } from "vitest";
import { parsePython } from "./parser";
import { typeOf } from "./types";

/** The type of what the program's last line is. */
function lastType(source: string): string {
  const expression = parsePython(source).parts.at(-1)?.parts[0];
  return expression === undefined ? "?" : typeOf(expression);
}

it.each([
  ["a literal", "[1]", "list"],
  ["a number computed from anything", "x / 2", "number"],
  ["joined texts", "'a' + str(b)", "str"],
  ["a formatted text", "'%d' % n", "str"],
  ["an unknown sum", "a + b", "unknown"],
  ["a name whose values agree", "a = 0\na = a + 1\na", "number"],
  ["a name whose values disagree", "a = 0\na = ''\na", "unknown"],
  ["a running total", "a = 0\na += b\na", "number"],
  ["a number that a list may multiply", "a = 2\na *= b\na", "unknown"],
  ["names that depend on each other", "a, b = 0, 1\na, b = b, a + b\na", "number"],
  ["the variable of a range", "for i in range(3):\n    pass\ni", "number"],
  ["the variable of an enumeration", "for i, x in enumerate(y):\n    pass\ni", "number"],
  ["the characters of a text", "for c in 'abc':\n    pass\nc", "str"],
  ["a known function", "len(a)", "number"],
  ["a function that the program names itself", "len = f\nlen(a)", "unknown"],
  ["a conditional whose sides agree", "1 if a else 2", "number"],
  ["a name that is never bound", "a", "unknown"],
])("%s", (_name, source, expected) => {
  expect(lastType(source)).toBe(expected);
});

it("knows variables that all depend on each other, in no time", () => {
  const names = Array.from({ length: 40 }, (_, index) => `a${index}`);
  const starts = names.map((name) => `${name} = 0`).join("\n");
  const sums = names.map((name) => `${name} = ${names.join(" + ")}`).join("\n");
  const root = parsePython(`${starts}\n${sums}\nlast = a0`);
  const last = root.all("identifier").at(-1);
  expect(last === undefined ? "" : typeOf(last)).toBe("number");
});
