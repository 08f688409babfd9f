import { expect, it } from "vitest";
import { statementBlocks } from "./statement-text";

it("reads paragraphs, headings and fenced code, and nothing else", () => {
  expect(
    statementBlocks("# Sum\n\nAdd `a` and `b`.\nReturn it.\n\n```python\nf(1, 2)\n\n3\n```\n* not a list\n"),
  ).toEqual([
    { kind: "heading", text: "Sum" },
    { kind: "text", text: "Add `a` and `b`.\nReturn it." },
    { kind: "code", text: "f(1, 2)\n\n3" },
    { kind: "text", text: "* not a list" },
  ]);
});

it("keeps an unclosed fence as code", () => {
  expect(statementBlocks("```\nx = 1")).toEqual([{ kind: "code", text: "x = 1" }]);
});

it("goes on quickly past a long run of white space inside a line", () => {
  const text = `a${" ".repeat(300_000)}b`;
  expect(statementBlocks(text)).toEqual([{ kind: "text", text }]);
});
