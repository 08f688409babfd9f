import { describe, expect, it } from "vitest";
import { lineMap } from "#server/core/line-map";
import { endOfProgram, splitLines } from "#server/core/lines";
import { randomOf } from "#server/core/random";
import { applyHunks, diffHunks } from "./hunks";

describe("diffHunks", () => {
  it("finds nothing between equal sources", () => {
    expect(diffHunks("a\nb", "a\nb")).toEqual([]);
  });

  it("gives one hunk a changed place", () => {
    expect(diffHunks("a\nb\nc\nd", "a\nB\nc\nD")).toEqual([
      { parentFrom: 2, parentTo: 3, from: 2, to: 3 },
      { parentFrom: 4, parentTo: 5, from: 4, to: 5 },
    ]);
  });

  it("puts the deletion of one of two equal lines where a reader notices it", () => {
    expect(diffHunks("a\nb\nb\nc", "a\nb\nc")).toEqual([{ parentFrom: 3, parentTo: 4, from: 3, to: 3 }]);
  });

  it("sees the deletion of the last line and an appended line", () => {
    expect(diffHunks("a\nb", "a")).toEqual([{ parentFrom: 2, parentTo: 3, from: 2, to: 2 }]);
    expect(diffHunks("a", "a\nb")).toEqual([{ parentFrom: 2, parentTo: 2, from: 2, to: 3 }]);
  });
});

/** Random edits of random texts over few distinct lines, so that equal lines are everywhere. */
function* edits(count: number): Generator<{ parent: string; child: string }> {
  const random = randomOf("hunks");
  const pick = (): string => "abcde "[Math.floor(random() * 6)] ?? "a";
  for (let round = 0; round < count; round += 1) {
    const parent = Array.from({ length: 1 + Math.floor(random() * 9) }, pick);
    const child = [...parent];
    for (let step = 0; step <= random() * 3; step += 1) {
      child.splice(
        Math.floor(random() * (child.length + 1)),
        Math.floor(random() * 3),
        ...Array.from({ length: Math.floor(random() * 3) }, pick),
      );
    }
    if (child.length === 0) child.push("a");
    yield { parent: parent.join("\n"), child: child.join("\n") };
  }
}

describe("over generated edits", () => {
  it("the hunks applied to the parent give the child", () => {
    for (const { parent, child } of edits(3000)) {
      const lines = splitLines(child);
      const hunks = diffHunks(parent, child);
      expect(applyHunks(parent, hunks, (hunk) => lines.slice(hunk.from - 1, hunk.to - 1))).toBe(child);
    }
  });

  it("the hunks ascend, do not touch and are not empty", () => {
    for (const { parent, child } of edits(3000)) {
      const hunks = diffHunks(parent, child);
      expect(hunks.length > 0).toBe(parent !== child);
      hunks.forEach((hunk, index) => {
        expect(hunk.parentTo - hunk.parentFrom + hunk.to - hunk.from).toBeGreaterThan(0);
        const next = hunks[index + 1];
        if (next === undefined) return;
        expect(next.parentFrom).toBeGreaterThan(hunk.parentTo);
        expect(next.from).toBeGreaterThan(hunk.to);
      });
    }
  });

  it("the line maps are inverse, ascend, and map equal lines only", () => {
    for (const { parent, child } of edits(3000)) {
      const [a, b] = [splitLines(parent), splitLines(child)];
      const map = lineMap(diffHunks(parent, child), a.length);
      expect(map.lineCount).toBe(b.length);
      let previous = 0;
      for (let line = 1; line <= endOfProgram(b.length); line += 1) {
        const parentLine = map.toParent(line);
        if (parentLine === null) continue;
        expect(map.toChild(parentLine)).toBe(line);
        expect(parentLine).toBeGreaterThan(previous);
        previous = parentLine;
        expect(b[line - 1]).toBe(a[parentLine - 1]);
      }
    }
  });

  it("every line outside the hunks is mapped", () => {
    for (const { parent, child } of edits(1000)) {
      const hunks = diffHunks(parent, child);
      const map = lineMap(hunks, splitLines(parent).length);
      for (let line = 1; line <= map.lineCount; line += 1) {
        const edited = hunks.some((hunk) => line >= hunk.from && line < hunk.to);
        expect(map.toParent(line) === null).toBe(edited);
      }
    }
  });
});
