import { isCaught, type KillCell, type KillMatrix, type KillRow } from "#server/datasets/schema";
import { plural } from "../ui/format";
import { strengthText } from "./strength-words";

/** A cell's sign and what it says. */
export const cellWords = {
  passed: { glyph: "·", words: "passes" },
  "wrong-answer": { glyph: "✕", words: "wrong answer" },
  raised: { glyph: "!", words: "raises an error" },
  timeout: { glyph: "t", words: "runs out of time" },
  "bad-result": { glyph: "?", words: "returns something unreadable" },
  "not-loaded": { glyph: "l", words: "fails before the first test" },
  unknown: { glyph: "", words: "not known: the run ended before this test, or was against other tests" },
} as const satisfies Record<KillCell, { glyph: string; words: string }>;

export const mutantOrders = ["line", "fewest", "most"] as const;
export type MutantOrder = (typeof mutantOrders)[number];
export const testOrders = ["number", "most", "fewest"] as const;
export type TestOrder = (typeof testOrders)[number];

export function catches({ cells }: Pick<KillRow, "cells">): number {
  return cells.filter((cell) => isCaught(cell)).length;
}

/** The mutants by the line they stand on, or by how many tests catch them. */
export function orderedMutants(mutants: readonly KillRow[], order: MutantOrder): KillRow[] {
  const sign = order === "most" ? -1 : 1;
  return [...mutants].sort(
    (a, b) => (order === "line" ? 0 : sign * (catches(a) - catches(b))) || a.line - b.line || a.id - b.id,
  );
}

/** Positions of the tests, by their number or by how many mutants they catch. */
export function orderedTests(tests: KillMatrix["tests"], order: TestOrder): number[] {
  const kills = (at: number) => tests[at]?.kills ?? 0;
  const sign = order === "most" ? -1 : 1;
  const positions = tests.map((_, at) => at);
  return order === "number" ? positions : positions.sort((a, b) => sign * (kills(a) - kills(b)) || a - b);
}

/** How strong the tests are, and what is not counted, in a sentence or two. */
export function matrixText({ killed, killable, notCompiling, mutants }: KillMatrix): string {
  const equivalent = mutants.filter((mutant) => mutant.equivalent).length;
  const share =
    killable === 0
      ? "There is no mutant meant to break that the tests could catch."
      : `The tests catch ${killed} of ${plural(killable, "mutant")} meant to break (${strengthText(killed, killable)}).`;
  const apart = [
    notCompiling > 0 &&
      `${plural(notCompiling, "mutant")} that ${notCompiling === 1 ? "does" : "do"} not compile`,
    equivalent > 0 && `${plural(equivalent, "survivor")} called equivalent`,
  ].filter((part) => part !== false);
  return apart.length === 0 ? share : `${share} Not counted: ${apart.join(" and ")}.`;
}

/** Tests that catch nothing, and those that alone catch something, as numbers people read. */
export function testsApart(tests: KillMatrix["tests"]): {
  idle: number[];
  alone: { test: number; count: number }[];
} {
  return {
    idle: tests.flatMap(({ ordinal, kills }) => (kills === 0 ? [ordinal + 1] : [])),
    alone: tests.flatMap(({ ordinal, alone }) => (alone > 0 ? [{ test: ordinal + 1, count: alone }] : [])),
  };
}
