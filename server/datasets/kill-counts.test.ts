import { expect, it } from "vitest";
import { killCounts } from "./kill-counts";
import type { KillCell, KillRow } from "./schema";

const codes: Record<string, KillCell> = {
  p: "passed",
  w: "wrong-answer",
  r: "raised",
  t: "timeout",
  "?": "unknown",
  l: "not-loaded",
};

function mutant(cells: string, patch: Partial<KillRow> = {}): KillRow {
  const verdict = /^p+$/.test(cells) ? "passed" : "wrong-answer";
  const read = [...cells].map((cell) => codes[cell] ?? "unknown");
  return { id: 1, operator: "", line: 1, verdict, message: null, equivalent: false, cells: read, ...patch };
}
const tests = [0, 1, 2].map((ordinal) => ({ ordinal, source: "" }));

it.each<[string, KillRow[], { kills: number[]; alone: number[]; of: [number, number] }]>([
  ["nothing", [], { kills: [0, 0, 0], alone: [0, 0, 0], of: [0, 0] }],
  ["a survivor", [mutant("ppp")], { kills: [0, 0, 0], alone: [0, 0, 0], of: [0, 1] }],
  ["what one test alone catches", [mutant("pwp")], { kills: [0, 1, 0], alone: [0, 1, 0], of: [1, 1] }],
  ["what several catch", [mutant("wrp")], { kills: [1, 1, 0], alone: [0, 0, 0], of: [1, 1] }],
  [
    "tests after a timeout, which are not known",
    [mutant("pt?")],
    { kills: [0, 1, 0], alone: [0, 0, 0], of: [1, 1] },
  ],
  ["a program that never loads", [mutant("lll")], { kills: [1, 1, 1], alone: [0, 0, 0], of: [1, 1] }],
  [
    "equivalent survivors, which nothing can catch",
    [mutant("ppp", { equivalent: true }), mutant("wpp")],
    { kills: [1, 0, 0], alone: [1, 0, 0], of: [1, 1] },
  ],
  [
    "mutants of which the sandbox said nothing",
    [mutant("???", { verdict: "infra-error" })],
    { kills: [0, 0, 0], alone: [0, 0, 0], of: [0, 0] },
  ],
])("counts %s", (_name, mutants, { kills, alone, of }) => {
  const counted = killCounts(tests, mutants);
  expect(counted.tests.map((test) => test.kills)).toEqual(kills);
  expect(counted.tests.map((test) => test.alone)).toEqual(alone);
  expect([counted.killed, counted.killable]).toEqual(of);
});
