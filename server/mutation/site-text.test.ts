import { describe, expect, it } from "vitest";
import { randomOf } from "#server/core/random";
import { applyEdits, type Site } from "./operator";
import { parses } from "./parser";
import { Program } from "./program";
import { operators } from "./registry";
import { applyChange, changeOf, stillParses } from "./site-text";
import { sampleProgram } from "./testing";

function site(...edits: [number, number, string][]): Site {
  return { at: 0, edits: edits.map(([start, end, text]) => ({ start, end, text })) };
}

describe("changeOf", () => {
  it("is the least that must be replaced", () => {
    expect(changeOf("a = b + c", site([4, 9, "b - c"]))).toEqual({ start: 6, end: 7, text: "-" });
  });

  it("is the same for whichever of two equal lines is deleted", () => {
    expect(changeOf("a\nb\nb\nc", site([2, 4, ""]))).toEqual(changeOf("a\nb\nb\nc", site([4, 6, ""])));
  });

  it("is null where nothing changes", () => {
    expect(changeOf("a == a", site([0, 1, "a"], [5, 6, "a"]))).toBeNull();
    expect(changeOf("((", site([0, 1, ""], [2, 2, "("]))).toBeNull();
  });

  it("makes the text that the edits make, and equal changes equal texts, over random edits", () => {
    const random = randomOf("changes");
    const pick = (): string => "ab(\n"[Math.floor(random() * 4)] ?? "a";
    const text = (most: number): string => Array.from({ length: Math.floor(random() * most) }, pick).join("");
    for (let round = 0; round < 1000; round += 1) {
      const source = text(9);
      const cuts = [0, 0, 0, 0].map(() => Math.floor(random() * (source.length + 1))).sort((a, b) => a - b);
      const [a = 0, b = 0, c = 0, d = 0] = cuts;
      const given = site(
        [a, b, text(4)],
        ...(c > b ? [[c, d, text(4)] satisfies [number, number, string]] : []),
      );
      const expected = applyEdits(source, given.edits);
      const change = changeOf(source, given);
      expect(change === null ? source : applyChange(source, change)).toBe(expected);
      expect(change === null).toBe(expected === source);
      // The whole text as one edit is the same change.
      expect(changeOf(source, site([0, source.length, expected]))).toEqual(change);
    }
  });
});

it("stillParses says what parsing the whole text says, for every site of a program", () => {
  const source = `${sampleProgram}\nx = 1; y = 2\n\nprint(x)\nif x:\n    y = closest([x], y)`;
  const program = new Program(source);
  for (const operator of operators) {
    for (const each of operator.sites(program)) {
      const change = changeOf(source, each);
      if (change === null) continue;
      expect(stillParses(program, each, change)).toBe(parses(applyChange(source, change)));
    }
  }
});
