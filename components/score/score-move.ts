import type { LineScores } from "#server/prm/schema";

type Scored = Pick<LineScores, "scores" | "firstError">;
type Move = { before: number | null; after: number | null; words: string };

const place = (line: number, lineCount: number) => (line > lineCount ? "end of program" : `line ${line}`);

/** What a mutant does to the score of its label line and to the first error, in words. */
export function scoreMove(original: Scored, mutant: Scored & { labelLine: number }): Move {
  const before = original.scores[mutant.labelLine - 1] ?? null;
  const after = mutant.scores[mutant.labelLine - 1] ?? null;
  const at = mutant.firstError;
  const where = at === null ? null : place(at, mutant.scores.length - 1);
  if (at === mutant.labelLine) return { before, after, words: "noticed: it is the first error" };
  if (where === null) return { before, after, words: "not noticed: no line is below the threshold" };
  const same = at === original.firstError;
  return { before, after, words: same ? `${where} stays the first error` : `the first error is ${where}` };
}
