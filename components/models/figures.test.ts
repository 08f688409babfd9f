import { describe, expect, it } from "vitest";
import { atThreshold, auc, type FigureRow, reliability, slices, totalsOf } from "./figures";

const row = (bin: number, label: 0 | 1, lines: number, rest: Partial<FigureRow> = {}): FigureRow => ({
  bin,
  label,
  lines,
  inSample: false,
  verdict: label === 1 ? "passed" : "wrong-answer",
  ...rest,
});
const rows = [
  row(95, 1, 6),
  row(40, 1, 2),
  row(40, 0, 1),
  row(5, 0, 2),
  row(99, 0, 1, { verdict: "timeout" }),
  row(5, 1, 100, { inSample: true }),
];
const totals = totalsOf(rows, { inSample: false });

describe("figures of a model", () => {
  it("leaves problems out that the model was trained on, unless asked", () => {
    expect(atThreshold(totals, 100).flagged).toBe(12);
    expect(atThreshold(totalsOf(rows, { inSample: true }), 100).flagged).toBe(112);
  });

  it.each([
    [0, { flagged: 0, precision: null, recall: 0, alarms: 0 }],
    [40, { flagged: 2, precision: 1, recall: 0.5, alarms: 0 }],
    [41, { flagged: 5, precision: 0.6, recall: 0.75, alarms: 25 }],
    [100, { flagged: 12, precision: 4 / 12, recall: 1, alarms: 100 }],
  ])("says what a threshold of %i hundredths finds", (percent, wanted) => {
    expect(atThreshold(totals, percent)).toEqual(wanted);
  });

  it("counts the correct ones of each tenth", () => {
    const tenths = reliability(totals);
    expect(tenths).toHaveLength(10);
    expect(tenths[4]).toEqual({ from: 0.4, to: 0.5, lines: 3, correct: 2 });
    expect(tenths[9]).toMatchObject({ lines: 7, correct: 6 });
  });

  it("orders by pairs of a correct and an incorrect line, ties half", () => {
    // Of 8 × 4 pairs: 6 × 3 + 2 × 2 won, 2 × 1 tied, the rest lost to the timeout's line.
    expect(auc(totals)).toBeCloseTo((18 + 4 + 1) / 32);
    expect(auc(totalsOf([row(5, 0, 3)], { inSample: false }))).toBeNull();
  });

  it("compares each verdict's incorrect lines with all correct ones", () => {
    const [wrong, timeout] = slices(rows, { inSample: false, percent: 41 });
    expect(wrong).toMatchObject({ verdict: "wrong-answer", incorrect: 3, recall: 1 });
    expect(timeout).toMatchObject({ verdict: "timeout", incorrect: 1, auc: 0, recall: 0 });
  });
});
