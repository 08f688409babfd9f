import { describe, expect, it } from "vitest";
import { likenessKeys } from "./likeness-keys";

const code =
  'def total(items):\n    """Adds."""\n    sum_ = 0\n    for item in items:\n        sum_ += len(item.name)\n    return sum_';
const shape = (source: string) => likenessKeys("x", source).find((key) => key.startsWith("c:"));
const words = (statement: string) => likenessKeys(statement, "").find((key) => key.startsWith("s:"));

describe("likenessKeys", () => {
  it("sees through names, comments, docstrings and layout", () => {
    const renamed = "def f(xs):\n  n = 0  # start\n  for x in xs:\n    n += len(x.name)\n\n  return n";
    expect(shape(renamed)).toBe(shape(code));
  });

  it("tells programs apart that do something else", () => {
    for (const [from, to] of [
      ["len", "max"],
      ["+=", "-="],
      ["= 0", "= 1"],
      ["item.name", "item.size"],
      ["len(item.name)", "len(items.name)"],
    ] as const) {
      expect(shape(code.replace(from, to)), `${from} -> ${to}`).not.toBe(shape(code));
    }
  });

  it("says nothing of programs that are alike by chance", () => {
    expect(shape("def f(a): return a")).toBeUndefined();
  });

  it("compares statements by the words that carry their meaning", () => {
    expect(words("Write a python function to find the nth bell number.")).toBe(words("Find nth Bell number"));
    expect(words("Convert radians to degrees")).not.toBe(words("Convert degrees to radians"));
    expect(words("Write a function.")).toBeUndefined();
  });
});
