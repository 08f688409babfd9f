import { expect, it } from "vitest";
import { firstFields, problemsOf } from "./train-options";

it("takes what a run can be asked for, and says what it can't", () => {
  expect(problemsOf(firstFields)).toEqual({ minutes: null, folds: null });
  expect(problemsOf({ ...firstFields, minutes: "0.5", folds: "0" })).toEqual({ minutes: null, folds: null });
  for (const minutes of ["", "0", "x", "1441"])
    expect(problemsOf({ ...firstFields, minutes }).minutes).toMatch(/at most 1440/);
  for (const folds of ["", "1", "2.5", "-2", "21"])
    expect(problemsOf({ ...firstFields, folds }).folds).toMatch(/2 to 20/);
});
