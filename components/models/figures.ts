import type { RouterOutputs } from "../trpc/client";

export type FigureRow = RouterOutputs["models"]["figures"]["rows"][number];

/** Bins that the server counts scores in, from 0 to 1. */
export const bins = 100;

/** Lines by score, for each label; entry i counts scores from i/100 up to (i + 1)/100. */
export type Totals = { correct: number[]; incorrect: number[] };

/** `inSample`: count lines of problems that the model was trained on too. */
export function totalsOf(rows: readonly FigureRow[], { inSample }: { inSample: boolean }): Totals {
  const totals: Totals = { correct: Array(bins).fill(0), incorrect: Array(bins).fill(0) };
  for (const row of rows) {
    if (row.inSample && !inSample) continue;
    const counts = row.label === 1 ? totals.correct : totals.incorrect;
    counts[row.bin] = (counts[row.bin] ?? 0) + row.lines;
  }
  return totals;
}

export const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

export type ReliabilityBin = { from: number; to: number; lines: number; correct: number };

/** Tenths of the scores: how many lines score there, and how many of those are correct. */
export function reliability({ correct, incorrect }: Totals): ReliabilityBin[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const right = sum(correct.slice(10 * tenth, 10 * tenth + 10));
    const wrong = sum(incorrect.slice(10 * tenth, 10 * tenth + 10));
    return { from: tenth / 10, to: (tenth + 1) / 10, lines: right + wrong, correct: right };
  });
}

export type AtThreshold = {
  flagged: number;
  /** Of the lines below the threshold, those that are incorrect; null where there are none. */
  precision: number | null;
  /** Of the incorrect lines, those below the threshold. */
  recall: number | null;
  /** Correct lines below the threshold, of a hundred correct ones. */
  alarms: number | null;
};

/** What a threshold of `percent` hundredths finds. */
export function atThreshold({ correct, incorrect }: Totals, percent: number): AtThreshold {
  const found = sum(incorrect.slice(0, percent));
  const wrongly = sum(correct.slice(0, percent));
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const alarms = share(wrongly, sum(correct));
  return {
    flagged: found + wrongly,
    precision: share(found, found + wrongly),
    recall: share(found, sum(incorrect)),
    alarms: alarms === null ? null : 100 * alarms,
  };
}

/** How often a correct line scores above an incorrect one, ties half; null where there are none of either. */
export function auc({ correct, incorrect }: Totals): number | null {
  const pairs = sum(correct) * sum(incorrect);
  if (pairs === 0) return null;
  let below = 0;
  let won = 0;
  correct.forEach((count, bin) => {
    const wrong = incorrect[bin] ?? 0;
    won += count * (below + wrong / 2);
    below += wrong;
  });
  return won / pairs;
}

export type Slice = { verdict: string; incorrect: number; auc: number | null; recall: number | null };

/** Incorrect lines by what became of their program, each against the correct lines of all programs. */
export function slices(
  rows: readonly FigureRow[],
  { inSample, percent }: { inSample: boolean; percent: number },
): Slice[] {
  const { correct } = totalsOf(rows, { inSample });
  const verdicts = [...new Set(rows.filter(({ label }) => label === 0).map(({ verdict }) => verdict))];
  return verdicts
    .map((verdict) => {
      const { incorrect } = totalsOf(
        rows.filter((row) => row.verdict === verdict),
        { inSample },
      );
      const totals = { correct, incorrect };
      return {
        verdict,
        incorrect: sum(incorrect),
        auc: auc(totals),
        recall: atThreshold(totals, percent).recall,
      };
    })
    .filter((slice) => slice.incorrect > 0)
    .toSorted((left, right) => right.incorrect - left.incorrect);
}
