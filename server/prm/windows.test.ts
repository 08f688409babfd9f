import { expect, test } from "vitest";
import { planWindows } from "./windows";

const step = (id: number, length: number) => Array.from({ length }, () => id);

test("a program that fits is one window, read at each step's last token", () => {
  const windows = planWindows([1, 2], [step(3, 2), step(4, 1)], 8);
  expect(windows).toEqual([
    {
      ids: [1, 2, 3, 3, 4],
      cuts: [2, 4, 5],
      reads: [
        { step: 0, position: 3 },
        { step: 1, position: 4 },
      ],
    },
  ]);
});

test("a longer program is read once a step, with the prompt and up to half a window of context repeated", () => {
  const steps = Array.from({ length: 10 }, (_, index) => step(10 + index, 2));
  const windows = planWindows([1, 1], steps, 10);
  expect(windows.flatMap((window) => window.reads.map((read) => read.step))).toEqual(steps.map((_, i) => i));
  for (const window of windows) {
    expect(window.ids.length).toBeLessThanOrEqual(10);
    expect(window.ids.slice(0, 2)).toEqual([1, 1]);
  }
  expect(windows[1]?.ids).toEqual([1, 1, 12, 12, 13, 13, 14, 14, 15, 15]);
  expect(windows[1]?.reads.map((read) => read.step)).toEqual([4, 5]);
});

test("a step longer than a window is cut, never read, and does not stop the others", () => {
  const windows = planWindows([1], [step(2, 2), step(3, 50), step(4, 2)], 9);
  expect(windows.flatMap((window) => window.reads.map((read) => read.step))).toEqual([0, 2]);
  for (const window of windows) expect(window.ids.length).toBeLessThanOrEqual(9);
  expect(windows.flatMap(({ ids, cuts }) => cuts.map((cut) => ids[cut - 1]))).not.toContain(3);
});

test("a read step is always whole: its position holds its own last token", () => {
  const steps = Array.from({ length: 40 }, (_, index) => step(100 + index, 1 + (index % 7)));
  for (const window of planWindows([1, 2, 3], steps, 20)) {
    for (const read of window.reads) expect(window.ids[read.position]).toBe(100 + read.step);
  }
});
