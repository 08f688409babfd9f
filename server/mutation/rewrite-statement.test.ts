import { describe, expect, it } from "vitest";
import { splitLines } from "#server/core/lines";
import { rewriteStatement } from "./rewrite-statement";
import { listStatements } from "./statement-lines";

const source = `import os

def pick(a, b=2):
    """What it does."""
    x = (a +
         b)
    if x > 3: return 1
    for i in range(3):
        x += i; y = 2  # two in one line
    try:
        z = 1
    except ValueError as e:
        pass
    else:
        z = 3
    while (x and
           z):
        x -= 1
    match x:
        case 1:
            return 5
    return x`;

const at = (line: number) => {
  const statement = listStatements(source).find(({ from }) => from === line);
  if (statement === undefined) throw new Error(`there is no statement in line ${line}`);
  return statement;
};

describe("listStatements", () => {
  it("gives statements and headers by their lines, but no imports, definitions, docstrings and bare words", () => {
    expect(listStatements(source).map(({ from, to }) => [from, to])).toEqual([
      [5, 7],
      [7, 8],
      [8, 9],
      [9, 10],
      [11, 12],
      [12, 13],
      [15, 16],
      [16, 18],
      [18, 19],
      [19, 20],
      [20, 21],
      [21, 22],
      [22, 23],
    ]);
  });
});

describe("rewriteStatement", () => {
  const made: [line: number, text: string, lines: string[], labelLine: number][] = [
    [5, "x = a - b", ["    x = a - b"], 5],
    [5, "    x = a - b  \n\n", ["    x = a - b"], 5],
    [8, "for i in range(4):", ["    for i in range(4):"], 8],
    [9, "    x -= i\n    y = 2", ["        x -= i", "        y = 2"], 9],
    [9, "x -= i\n        y = 2", ["        x -= i", "        y = 2"], 9],
    [22, "if x:\n    return x\nreturn None", ["    if x:", "        return x", "    return None"], 22],
    [16, "while x and z:", ["    while x and z:"], 16],
    [22, "return a - b  # BUG: should be +", ["    return a - b"], 22],
    [22, "# BUG: forgets x\nreturn a", ["    return a"], 22],
    [
      22,
      "    return (a -  # BUG\n            # here\n            b)",
      ["    return (a -", "            b)"],
      22,
    ],
    [22, 'return "# no comment"  # BUG', ['    return "# no comment"'], 22],
    [9, "x -= i; y = 2  # two in one line", ["        x -= i; y = 2  # two in one line"], 9],
    [9, "x -= i; y = 2  # wrong", ["        x -= i; y = 2"], 9],
  ];
  it.each(made)("puts a text in the place of line %i: %j", (line, text, lines, labelLine) => {
    const statement = at(line);
    const rewritten = rewriteStatement(source, statement, text);
    if ("dropped" in rewritten) throw new Error(rewritten.dropped);
    const before = splitLines(source).slice(0, statement.from - 1);
    const after = splitLines(source).slice(statement.to - 1);
    expect(splitLines(rewritten.code)).toEqual([...before, ...lines, ...after]);
    expect(rewritten.edit.labelLine).toBe(labelLine);
    for (const { parentFrom, parentTo } of rewritten.edit.hunks) {
      expect(parentFrom).toBeGreaterThanOrEqual(statement.from);
      expect(parentTo).toBeLessThanOrEqual(statement.to);
    }
  });

  const dropped: [line: number, text: string, reason: string][] = [
    [5, "x = (a + b)  # the sum", "unchanged"],
    [5, "", "unchanged"],
    [5, "# nothing but words", "unchanged"],
    [5, "x = (a - b", "unparsable"],
    [5, 'x = """', "unparsable"],
    [8, "x = 3", "other-lines"],
    [9, "for i in range(3):\n    x -= i", "other-lines"],
    [5, "x = a - b\nif x > 3: return 1", "other-lines"],
    [22, "def pick(a, b=2):\n    return a - b", "other-lines"],
    [7, 'x = """\n', "unparsable"],
    [5, Array.from({ length: 40 }, (_, index) => `x = ${index}`).join("\n"), "too-long"],
    [5, `x = "${"a".repeat(3000)}"`, "too-long"],
  ];
  it.each(dropped)("drops what does more or less than that: line %i, %j", (line, text, reason) => {
    expect(rewriteStatement(source, at(line), text)).toEqual({ dropped: reason });
  });

  it("does not let a string swallow the statements that follow", () => {
    const two = 'a = 1\nb = 2\nc = """\ntext"""';
    expect(rewriteStatement(two, { from: 1, to: 2 }, 'a = """')).toEqual({ dropped: "unparsable" });
    const closing = 'a = 1\nb = 2\n"""\nc = 3';
    expect(rewriteStatement(`${closing}\n"""`, { from: 1, to: 2 }, 'a = """')).toHaveProperty("dropped");
  });
});
