import { expect, it } from "vitest";
import { createBudget, type Tokens } from "./teach-budget";

const tokens = (promptTokens: number, completionTokens = 0): Tokens => ({ promptTokens, completionTokens });
const prices = { input: 1, output: 10 };
const none = tokens(0);

it("lets a call wait for what others give back", async () => {
  const budget = createBudget({ budgetTokens: 1_000 }, { prices: null, spent: none });
  const most = tokens(100, 400);
  expect(await Promise.all([budget.reserve(most), budget.reserve(most)])).toEqual([true, true]);
  const third = budget.reserve(most);
  const fourth = budget.reserve(most);
  budget.settle(most, tokens(100, 20));
  budget.settle(most, tokens(100, 20));
  expect(await third).toBe(true);
  expect(budget.stopped()).toBeNull();
  budget.settle(most, tokens(100, 20));
  expect(await fourth).toBe(true);
  expect(budget.stopped()).toBeNull();
});

it("stops when none is in flight, and then for good", async () => {
  const budget = createBudget({ budgetTokens: 1_000 }, { prices: null, spent: tokens(300) });
  const most = tokens(100, 400);
  expect(await budget.reserve(most)).toBe(true);
  const waiting = [budget.reserve(most), budget.reserve(most)];
  budget.settle(most, tokens(100, 300));
  expect(await Promise.all(waiting)).toEqual([false, false]);
  expect(budget.stopped()).toBe("tokens");
  expect(await budget.reserve(tokens(1))).toBe(false);
});

it.each([
  ["a budget in dollars", { budgetUsd: 0.005 }, none, "cost"],
  ["what was spent before", { budgetTokens: 1_000 }, tokens(600), "tokens"],
] as const)("keeps within %s", async (_, options, spent, stopped) => {
  const budget = createBudget(options, { prices, spent });
  expect(await budget.reserve(tokens(100, 500))).toBe(false);
  expect(budget.stopped()).toBe(stopped);
});

it("charges calls that came to nothing", async () => {
  const budget = createBudget({ budgetTokens: 1_000 }, { prices: null, spent: none });
  const most = tokens(300, 100);
  for (const left of [700, 400]) {
    expect([left, await budget.reserve(most)]).toEqual([left, true]);
    budget.settle(most, tokens(300));
  }
  expect(await budget.reserve(tokens(401))).toBe(false);
});
