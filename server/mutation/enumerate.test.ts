import { expect, it } from "vitest";
import { enumerateChanges } from "./enumerate";
import { Program } from "./program";
import { applyChange } from "./site-text";

function texts(source: string, operators: string[]): string[] {
  const { candidates } = enumerateChanges(new Program(source), { operators });
  return candidates.map(({ change }) => applyChange(source, change));
}

it("takes n-2 and n - 2 for one", () => {
  const made = texts("a = b[n-1]", ["wrong-index", "wrong-constant"]);
  expect(made.map((text) => text.replaceAll(" ", "")).filter((text) => text === "a=b[n-2]")).toHaveLength(1);
});

it("does not take a space in a string for an idle one", () => {
  expect(texts("a = 'x y'\nb = ''", ["wrong-constant"])).toContain("a = 'x y'\nb = ' '");
});

it("does not take a word for two", () => {
  expect(texts("x = not a", ["negate-condition", "undefined-name"])).toEqual(["x = not aa"]);
});

it("makes no bugs where no run comes, but broken syntax and refactorings", () => {
  const source = "def f(a):\n    return a\n    b = a + 1\n    c = 'x'";
  const { candidates, dropped } = enumerateChanges(new Program(source));
  const behind = candidates.filter(({ site }) => site.at > source.indexOf("b ="));
  expect(behind.map(({ operator }) => operator.id)).toContain("quote-style");
  expect(behind.filter(({ operator }) => operator.intent === "mutate" && !operator.breaksSyntax)).toEqual([]);
  expect(dropped.unchanged).toBeGreaterThan(0);
});

it("goes on behind a branch that leaves", () => {
  expect(texts("def f(a):\n    if a:\n        return 1\n    return 2", ["wrong-constant"])).toContain(
    "def f(a):\n    if a:\n        return 1\n    return 3",
  );
});
