import { describe, expect, it } from "vitest";
import { readTeachOptions, startTexts, type TeachTexts } from "./teach-options";

describe("readTeachOptions", () => {
  it("reads what was typed, and takes empty fields for none", () => {
    expect(readTeachOptions(startTexts, { priced: false })).toEqual({
      options: { mutations: 2, refactorings: 2 },
      errors: {},
    });
    const texts = { ...startTexts, refactorings: " ", problems: "5", budgetTokens: "1000", budgetUsd: "0.5" };
    expect(readTeachOptions(texts, { priced: true }).options).toEqual({
      mutations: 2,
      refactorings: 0,
      problems: 5,
      budgetTokens: 1000,
      budgetUsd: 0.5,
    });
  });

  it.each<[keyof TeachTexts, string]>([
    ["mutations", "9"],
    ["mutations", "1.5"],
    ["refactorings", "some"],
    ["problems", "0"],
    ["budgetTokens", "-5"],
    ["budgetUsd", "0"],
  ])("says that %s is not %s", (field, text) => {
    const read = readTeachOptions({ ...startTexts, [field]: text }, { priced: true });
    expect(read).toEqual({ options: null, errors: { [field]: expect.any(String) } });
  });

  it("asks for something to do, and for prices where money counts", () => {
    const nothing = readTeachOptions({ ...startTexts, mutations: "0", refactorings: "0" }, { priced: true });
    expect(nothing).toMatchObject({
      options: null,
      errors: { mutations: expect.stringContaining("at least") },
    });
    const unpriced = readTeachOptions({ ...startTexts, budgetUsd: "1" }, { priced: false });
    expect(unpriced).toMatchObject({
      options: null,
      errors: { budgetUsd: expect.stringContaining("prices") },
    });
  });
});
