import { expect, it } from "vitest";
import { keepsTokens } from "./token-swap";

function swap(old: string, text: string): boolean {
  return keepsTokens(old, { at: 0, edits: [{ start: 0, end: old.length, text }] });
}

it.each([
  ["a", "b"],
  ["1", "20"],
  ["<", "!="],
  ["+", "//"],
  ["+=", "-="],
])("knows %s to %s as one token for another of its kind", (old, text) => {
  expect(swap(old, text)).toBe(true);
});

it.each([
  ["a", "not"],
  ["a", "1"],
  ["True", "False"],
  ["1", "-1"],
  ["+=", "="],
  ["a", "(b)"],
  ["<", "in"],
  ["a", ""],
])("makes no claim for %s to %s", (old, text) => {
  expect(swap(old, text)).toBe(false);
});
