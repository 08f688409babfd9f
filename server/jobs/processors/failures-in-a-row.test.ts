import { describe, expect, it } from "vitest";
import { CallError } from "#server/teacher/index";
import { countFailures } from "./failures-in-a-row";

const down = new CallError("server", "The server failed (503).");
const refused = new CallError("refused", "The server refuses the request (400).");
const wrongKey = new CallError("unauthorized", "The server refuses the key (401).");
const ok = "ok";

/** The calls' ends with their problems, and the words with which is given up at the last of them (null: not at all). */
const cases: { name: string; ends: [CallError | typeof ok, problemId: number][]; words: RegExp | null }[] = [
  { name: "one call whose key is refused", ends: [[wrongKey, 1]], words: /refuses the key/ },
  { name: "nine faults", ends: many(9, down), words: null },
  { name: "ten faults", ends: many(10, down), words: /^10 calls in a row failed.*503/ },
  {
    name: "ten faults with a reply between",
    ends: [...many(5, down), [ok, 1], ...many(5, down)],
    words: null,
  },
  {
    name: "ten faults with a refusal between",
    ends: [...many(5, down), [refused, 1], ...many(5, down)],
    words: null,
  },
  { name: "forty refusals of one problem", ends: many(40, refused), words: null },
  { name: "forty refusals of two problems", ends: many(40, refused, 2), words: null },
  {
    name: "ten refusals of three problems",
    ends: many(10, refused, 3),
    words: /^10 calls in a row were refused/,
  },
  {
    name: "refusals of three problems with a reply between",
    ends: [...many(9, refused, 3), [ok, 1], ...many(9, refused, 3)],
    words: null,
  },
];

function many(count: number, error: CallError, problems = 1): [CallError, number][] {
  return Array.from({ length: count }, (_, index) => [error, index % problems]);
}

describe("countFailures", () => {
  it.each(cases)("$name", ({ ends, words }) => {
    const row = countFailures();
    const given = ends.map(([end, problemId]) => {
      if (end !== ok) return row.failed(end, problemId);
      row.succeeded();
      return null;
    });
    expect(given.slice(0, -1).every((error) => error === null)).toBe(true);
    const last = given.at(-1)?.message ?? null;
    if (words === null) expect(last).toBeNull();
    else expect(last).toMatch(words);
  });
});
