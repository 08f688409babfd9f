import { afterAll, beforeAll, expect, test } from "vitest";
import { repoPath } from "#server/core/paths";
import { createScorer, type Scorer } from "#server/prm/index";
import { scoreRow } from "./score";

let scorer: Scorer;
beforeAll(async () => {
  scorer = await createScorer({ modelDir: repoPath("models", "linewise-small"), threads: 1 });
});
afterAll(() => scorer.close());

test("a row keeps its fields and gets a score a line, end of program last, null where the model is silent", async () => {
  const row = {
    id: "a",
    code: "# add\ndef add(a, b):\n    return a + b",
    statement: "Add two numbers.",
    mine: 1,
  };
  const scored = await scoreRow(row, scorer);
  expect(scored).toMatchObject({ ...row, model: expect.stringMatching(/^linewise-small@\d+\.\d+\.\d+$/) });
  expect(scored.line_scores).toEqual([null, expect.any(Number), expect.any(Number), expect.any(Number)]);
  expect(scored.model_digest).toBe(scorer.digest);
  expect(scored).not.toHaveProperty("score_windows");
});

test("a row without a statement is scored", async () => {
  const scored = await scoreRow({ code: "x = 1" }, scorer);
  expect(scored.line_scores).toHaveLength(2);
});

test("a program scored by windows says how many", async () => {
  const code = Array.from({ length: 200 }, (_, index) => `name_${index} = ${index} * ${index}`).join("\n");
  const scored = await scoreRow({ code }, scorer);
  expect(scored.score_windows).toBeGreaterThan(1);
});
