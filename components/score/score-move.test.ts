import { expect, it } from "vitest";
import { scoreMove } from "./score-move";

const original = { scores: [0.9, 0.8, null, 0.7], firstError: null };

it.each([
  [[0.9, 0.1, null, 0.2], 2, "noticed"],
  [[0.9, 0.7, null, 0.7], null, "not noticed"],
  [[0.9, 0.7, null, 0.2], 4, "the first error is end of program"],
] as const)("says what %j with first error %s is", (scores, firstError, words) => {
  const move = scoreMove(original, { scores: [...scores], firstError, labelLine: 2 });
  expect(move).toMatchObject({ before: 0.8, after: scores[1] });
  expect(move.words).toContain(words);
});

it("tells a first error that was there before from a new one", () => {
  const wrong = { scores: [0.1, 0.8, 0.9], firstError: 1 };
  const move = scoreMove(wrong, { scores: [0.1, 0.3, 0.9], firstError: 1, labelLine: 2 });
  expect(move.words).toBe("line 1 stays the first error");
});
