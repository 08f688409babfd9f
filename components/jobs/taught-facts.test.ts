import { expect, it } from "vitest";
import { taughtFacts } from "./taught-facts";

const result = {
  kept: 3,
  proposed: 6,
  dropped: { unchanged: 1, "other-lines": 2 },
  calls: 1,
  promptTokens: 1200,
  completionTokens: 34,
  costUsd: 0.00123,
  stopped: null,
  failed: [],
  failedMore: 0,
};

it("says what was made and taken, most frequent reason first", () => {
  expect(taughtFacts(result).filter(Boolean)).toEqual([
    "3 mutants of 6 rewrites",
    "dropped: 2 touching other lines, 1 no change",
    "1 reply paid for",
    "1,234 tokens",
    "$0.0012",
  ]);
});

it("begins with why it stopped, and leaves out what is not known", () => {
  const facts = taughtFacts({ ...result, dropped: {}, costUsd: null, stopped: "tokens" }).filter(Boolean);
  expect(facts[0]).toBe("stopped: the budget of tokens is used up");
  expect(facts).toHaveLength(4);
});
