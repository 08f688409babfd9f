import { describe, expect, it } from "vitest";
import { classifyLines } from "./python-lines";

const letters = { code: "c", blank: "-", comment: "#", docstring: "d", bracket: "b" } as const;
/** The kinds as one letter a line. */
function kinds(source: string): string {
  return classifyLines(source)
    .map((kind) => letters[kind])
    .join("");
}

describe("classifyLines", () => {
  it.each([
    ["an empty source has one blank line", "", "-"],
    ["code, blank and comment lines", "x = 1\n\n  # why\ny = x  # here", "c-#c"],
    ["a function's docstring, also over several lines", 'def f():\n  """a\n\n  b"""\n  return 1', "cdddc"],
    ["a docstring with a raw prefix and single quotes", "def f():\n  r'doc'\n  return 1", "cdc"],
    ["a string statement anywhere does nothing", "x = 1\n'note'\ny = 2", "cdc"],
    ["a string that is used is code on each of its lines", "x = '''a\n\n# b\n'''\ny", "ccccc"],
    ["an f-string or bytes statement is code", "f'{x}'\nb'a'", "cc"],
    ["a docstring behind a semicolon is code", "'doc'; x = 1", "c"],
    ["a docstring on the line of def is code", "def f(): 'doc'", "c"],
    ["closing brackets alone, with a comma, with a comment", "f([\n  1,\n], {\n}, (\n)  # end\n)", "ccbbbb"],
    ["a bracket line with a colon is code", "def f(\n  a,\n):\n  return a", "cccc"],
    ["opening brackets alone", "x = \\\n[\n  1\n]", "cbcb"],
    ["an empty list or call on a line of its own is code", "f(\n  [],\n  {},\n)\n()", "cccbc"],
    ["a blank or comment line inside brackets", "f(1,\n\n  # two\n  2)", "c-#c"],
    ["a hash in a string opens no comment", "x = '# no'\n'#' + x", "cc"],
    ["quotes in a comment open no string", "# it's\nx = 1", "#c"],
    ["an escaped quote does not close", "x = 'a\\'b'\n# c", "c#"],
    ["a backslash before the line end continues a string", "x = 'a\\\n# b'\n# c", "cc#"],
    ["nested quotes of an f-string", 'x = f"{d[\'a\']}"\n# c\ny = f"{d["a"]}"\n# c', "c#c#"],
    ["escaped braces of an f-string", "x = f'{{'\n# c", "c#"],
    ["a nested format specification", "x = f'{a:{w}}'\n# c", "c#"],
    ["a docstring of adjacent strings in brackets is code", "('a'\n 'b')", "cc"],
    ["non-ASCII names and text", "größe = 'é😀'\n# ü", "c#"],
  ])("%s", (_name, source, expected) => {
    expect(kinds(source)).toBe(expected);
  });

  it.each([
    ["an unclosed string ends with its line", "x = 'a\n# b\ny = 1", "c#c"],
    ["an unclosed triple quote reaches the end, as code", "x = 1\n'''a\nb", "ccc"],
    ["an unclosed bracket", "print(x\n\n# a\ny = 1", "c-#c"],
    ["closing brackets too many", "x)\n)\ny", "cbc"],
    ["a backslash at the very end", "x = \\", "c"],
    ["an f-string whose field is not closed", "x = f'{a'\n# b", "c#"],
  ])("takes a broken source: %s", (_name, source, expected) => {
    expect(kinds(source)).toBe(expected);
  });

  it("gives one kind a line and never throws, whatever the characters", () => {
    const alphabet = [
      "'",
      '"',
      '"""',
      "\\",
      "\n",
      "{",
      "}",
      "(",
      ")",
      "#",
      "f",
      "a",
      " ",
      ":",
      ";",
      ",",
      "\t",
    ];
    let state = 1;
    for (let round = 0; round < 3000; round += 1) {
      let source = "";
      for (let length = 0; length < 14; length += 1) {
        state = (state * 48271) % 2147483647;
        source += alphabet[state % alphabet.length];
      }
      expect(classifyLines(source)).toHaveLength(source.split("\n").length);
    }
  });
});
