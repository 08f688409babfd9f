import { describe, expect, it } from "vitest";
import { lineMap } from "#server/core/line-map";
import { splitLines } from "#server/core/lines";
import { classifyLines } from "#server/core/python-lines";
import { applyHunks } from "./hunks";
import { mutate, mutateInTurns } from "./mutate";
import { sampleProgram } from "./testing";

describe("mutate", () => {
  it("enumerates every site and keeps all that differ", () => {
    const { mutants, sites, dropped } = mutate({ source: sampleProgram });
    expect(mutants.length).toBe(sites - dropped.duplicate - dropped.unchanged - dropped.unparsable);
    expect(new Set(mutants.map(({ code }) => code)).size).toBe(mutants.length);
    expect(mutants.every(({ probability }) => probability === 1)).toBe(true);
    expect(new Set(mutants.map(({ intent }) => intent))).toEqual(new Set(["mutate", "refactor"]));
  });

  it("counts what two operators make alike once", () => {
    const all = mutate({ source: "a = 0\nfor b in c:\n    a += b" });
    expect(all.dropped.duplicate).toBeGreaterThan(0);
    const one = all.mutants.filter(({ code }) => code.startsWith("a = 1\n"));
    expect(one.map(({ operator }) => operator)).toEqual(["wrong-initial-value"]);
  });

  it("drops what leaves the parent as it is", () => {
    expect(mutate({ source: "a = a == a", operators: ["comparison-flip"] }).dropped.unchanged).toBe(1);
  });

  it("gives the same mutants for the same seed, others for another", () => {
    const codes = (seed: number) =>
      mutate({ source: sampleProgram, seed, perProgram: 8 }).mutants.map(({ code }) => code);
    expect(codes(1)).toEqual(codes(1));
    expect(codes(1)).not.toEqual(codes(2));
  });

  it("keeps to the limits and states the probability, the site and how many there were", () => {
    const { mutants } = mutate({ source: sampleProgram, seed: 3, perLine: 2, perProgram: 10 });
    expect(mutants).toHaveLength(10);
    for (const mutant of mutants) {
      expect(mutants.filter(({ siteLine }) => siteLine === mutant.siteLine).length).toBeLessThanOrEqual(2);
      expect(mutant.probability).toBeGreaterThan(0);
      expect(mutant.probability).toBeLessThanOrEqual(1);
      expect(mutant.siteIndex).toBeLessThan(mutant.siteCount);
      expect(mutant.seed).toBe(3);
    }
  });

  it("makes one site's mutant independently of the others", () => {
    const { mutants } = mutate({ source: sampleProgram, perProgram: 5 });
    for (const { code, operator, siteCount, siteIndex } of mutants) {
      const all = mutate({ source: sampleProgram, operators: [operator] });
      const twin = all.mutants.find((mutant) => mutant.siteIndex === siteIndex);
      expect(twin).toMatchObject({ code, siteCount });
    }
  });

  it("makes the same in turns, and lets others have theirs", async () => {
    let turns = 0;
    const ticks = setInterval(() => {
      turns += 1;
    }, 0);
    const inTurns = await mutateInTurns({ source: sampleProgram, seed: 4 });
    clearInterval(ticks);
    expect(inTurns).toEqual(mutate({ source: sampleProgram, seed: 4 }));
    expect(turns).toBeGreaterThan(0);
  });

  it("uses the asked operators or intent only", () => {
    const some = mutate({ source: sampleProgram, operators: ["drop-return", "rename-local"] }).mutants;
    expect(new Set(some.map(({ operator }) => operator))).toEqual(new Set(["drop-return", "rename-local"]));
    const refactorings = mutate({ source: sampleProgram, intent: "refactor" }).mutants;
    expect(new Set(refactorings.map(({ intent }) => intent))).toEqual(new Set(["refactor"]));
  });

  it("takes the stored form of a source", () => {
    const crlf = mutate({ source: "a = 1\r\nb = a\r\n" });
    expect(crlf).toEqual(mutate({ source: "a = 1\nb = a" }));
  });

  it("refuses broken sources and unknown operators", () => {
    expect(() => mutate({ source: "def f(" })).toThrow(/parse/);
    expect(() => mutate({ source: "a = 1", operators: ["nonsense"] })).toThrow(/unknown operator/);
  });

  it("has an edit for every mutant: hunks that make it, a label line that is code and differs", () => {
    const parentLines = splitLines(sampleProgram);
    for (const { code, edit } of mutate({ source: sampleProgram }).mutants) {
      const lines = splitLines(code);
      expect(applyHunks(sampleProgram, edit.hunks, (hunk) => lines.slice(hunk.from - 1, hunk.to - 1))).toBe(
        code,
      );
      const map = lineMap(edit.hunks, parentLines.length);
      expect(map.lineCount).toBe(lines.length);
      if (edit.labelLine <= lines.length) expect(classifyLines(code)[edit.labelLine - 1]).toBe("code");
      expect(lines.slice(0, edit.labelLine - 1)).toEqual(parentLines.slice(0, edit.labelLine - 1));
    }
  });
});
