import { describe, expect, it } from "vitest";
import { normalizeSource, splitLines } from "#server/core/lines";
import { codePointsBefore, lineSpans } from "./line-spans";

const characters = (text: string) => Array.from(text);

describe("lineSpans", () => {
  it.each(["", "a", "a\n", "a\n\n", "\n", "a\nb", "a\r\nb\r\n", "a\rb", "é\n😀 = 1\nx\n", "\r\n\r\n"])(
    "cuts out the lines of the stored form: %j",
    (code) => {
      const spans = lineSpans(code);
      const cut = spans.map(({ start, end }) => characters(code).slice(start, end).join(""));
      expect(cut).toEqual(splitLines(normalizeSource(code)));
    },
  );

  it("counts from where the program starts in a reply", () => {
    const reply = "😀 ok:\nx = 1";
    const start = reply.indexOf("x");
    const [span] = lineSpans(reply.slice(start), codePointsBefore(reply, start));
    expect(characters(reply).slice(span?.start, span?.end).join("")).toBe("x = 1");
  });
});
