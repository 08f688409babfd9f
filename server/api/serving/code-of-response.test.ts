import { describe, expect, it } from "vitest";
import { codeOfResponse } from "./code-of-response";

describe("codeOfResponse", () => {
  it.each([
    ["plain code", "x = 1\ny = 2", "x = 1\ny = 2"],
    ["one fence", "Here:\n```python\nx = 1\n```\nDone.", "x = 1\n"],
    ["the last of two", "```py\na\n```\nbetter:\n```py\nb\n```", "b\n"],
    ["an open fence", "```python\nx = 1\ny =", "x = 1\ny ="],
    ["tildes", "~~~\nx\n~~~", "x\n"],
    ["a fence inside a longer fence", '````\ns = """\n```\n"""\n````', 's = """\n```\n"""\n'],
    ["no draft of the reasoning", "<think>\n```\nbad\n```\n</think>good", "good"],
    ["backticks in a line are no fence", "x = 1  # ```\ny", "x = 1  # ```\ny"],
    ["nothing", "", ""],
  ])("%s", (_, response, code) => {
    const found = codeOfResponse(response);
    expect(found.code).toBe(code);
    expect(response.slice(found.start, found.start + found.code.length)).toBe(code);
  });

  it("reads a reply of nothing but fences in no time that grows with its square", () => {
    const found = codeOfResponse("```\n".repeat(100_001));
    expect(found).toMatchObject({ code: "", fenced: true });
  });
});
