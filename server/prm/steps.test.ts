import { expect, test } from "vitest";
import { stepsOf } from "./steps";

const end = { end_of_program: "<end>" };

test("every line that is not blank is a step under its own number, and end of program closes", () => {
  const steps = stepsOf(["def f():", "", "  \t", "    return 1"], { ...end, blank_lines: "skip" });
  expect(steps).toEqual([
    { text: "def f():", line: 1 },
    { text: "    return 1", line: 4 },
    { text: "<end>", line: 5 },
  ]);
});

test("blank lines can open the next step instead, at last that of end of program", () => {
  const steps = stepsOf(["a", "", "b", " ", ""], { ...end, blank_lines: "join-next" });
  expect(steps.map((step) => step.text)).toEqual(["a", "\nb", " \n\n<end>"]);
});

test("a no-break space is text, as it is on the training side", () => {
  expect(stepsOf(["\u00a0"], { ...end, blank_lines: "skip" })).toHaveLength(2);
});

test("an empty program has end of program only", () => {
  expect(stepsOf([""], { ...end, blank_lines: "skip" })).toEqual([{ text: "<end>", line: 2 }]);
});
