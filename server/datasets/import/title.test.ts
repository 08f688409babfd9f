import { describe, expect, it } from "vitest";
import { titleOf } from "./title";

describe("titleOf", () => {
  it.each([
    ["Write a function to find the sum.", "Find the sum"],
    [
      "Write a python function to check primes in range(2, 3.5). It is slow.",
      "Check primes in range(2, 3.5)",
    ],
    ["[link](https://x) write a function to convert a list.", "Convert a list"],
    ["Define a method that rotates\n  a list", "Rotates a list"],
    ["Given a list, return it", "Given a list, return it"],
    ["", "Untitled"],
  ])("%s", (statement, title) => {
    expect(titleOf(statement)).toBe(title);
  });

  it("is cut at a word", () => {
    const title = titleOf(`Write a function to ${"sort ".repeat(40)}`);
    expect(title.length).toBeLessThan(95);
    expect(title).toMatch(/ sort …$/);
  });

  it("goes on quickly past a long run of marks", () => {
    expect(titleOf(`a ${"!".repeat(300_000)}b`)).toMatch(/^A …$/);
  });
});
