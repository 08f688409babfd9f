import { describe, expect, it } from "vitest";
import { splitLines } from "#server/core/lines";
import { classifyLines } from "#server/core/python-lines";
import { randomOf } from "#server/core/random";
import { diffHunks } from "./hunks";
import { labelLineOf } from "./label-line";

function labelLine(parent: string, child: string): number {
  return labelLineOf(diffHunks(parent, child), parent, child);
}

describe("labelLineOf", () => {
  it.each([
    ["a changed line", "a\nb\nc", "a\nB\nc", 2],
    ["an inserted line", "a\nb", "a\nx\nb", 2],
    ["the first of several changed places", "a\nb\nc", "A\nb\nC", 1],
    ["a deletion: the next code line", "a\nb\nc", "a\nc", 2],
    ["a deletion before comments and blanks: the code after them", "a\nb\n\n# n\nc", "a\n\n# n\nc", 4],
    ["a deletion with only neutral lines after it: end of program", "a\nb\n\n# n", "a\n\n# n", 4],
    ["the last line deleted: end of program", "a\nb", "a", 2],
    ["one of two equal lines deleted: where the texts part", "a\nb\nb\nc", "a\nb\nc", 3],
    ["an appended line", "a", "a\nb", 2],
    ["code replaced by a comment: the next code line", "a\nb\nc", "a\n# b\nc", 3],
    ["a comment added above the changed line: the code line", "a\nb", "a\n# why\nB", 3],
    ["a comment changed first, code later: the code", "# a\nx\ny", "# b\nx\nz", 3],
    ["nothing but a comment changed: the code after it", "# a\nx", "# b\nx", 2],
    ["a dropped lone bracket: the next code line", "f(\n1\n)\ny", "f(\n1\ny", 3],
  ])("%s", (_name, parent, child, expected) => {
    expect(labelLine(parent, child)).toBe(expected);
  });

  it("is the first textual difference, moved down over neutral lines only", () => {
    const random = randomOf("label line");
    const pick = (): string => ["a", "b", "c", "# n", ""][Math.floor(random() * 5)] ?? "a";
    for (let round = 0; round < 3000; round += 1) {
      const parent = Array.from({ length: 2 + Math.floor(random() * 6) }, pick);
      const child = [...parent];
      child.splice(Math.floor(random() * parent.length), Math.floor(random() * 2), `x${round}`);
      const label = labelLine(parent.join("\n"), child.join("\n"));
      const first = child.findIndex((line, index) => line !== parent[index]) + 1;
      expect(label).toBeGreaterThanOrEqual(first);
      const kinds = classifyLines(child.join("\n"));
      expect(kinds.slice(first - 1, label - 1)).not.toContain("code");
      if (label <= splitLines(child.join("\n")).length) expect(kinds[label - 1]).toBe("code");
    }
  });
});
