import { expect, it } from "vitest";
import { mutate } from "./mutate";
import { operators } from "./registry";
import { weighted, weightOf } from "./weights";

it("has a weight for every operator that is meant to break, and for no other", () => {
  const breaking = operators.filter(({ intent }) => intent === "mutate").map(({ id }) => id);
  expect([...weighted].sort()).toEqual([...breaking].sort());
});

it("leaves no operator out and gives none a line", () => {
  const all = operators.map(({ id }) => weightOf(id));
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0.25);
  expect(Math.max(...all)).toBeLessThanOrEqual(4);
});

it("is what a line's share is divided by", () => {
  // One line, one site each: the probabilities stand to each other as the weights do.
  const { mutants } = mutate({
    source: "a = b(c)[d % e]",
    operators: ["arithmetic-swap", "drop-operand"],
    perLine: 1,
    seed: 3,
  });
  const [mutant] = mutants;
  const total = weightOf("arithmetic-swap") + weightOf("drop-operand");
  expect(mutant?.probability).toBeCloseTo(weightOf(mutant?.operator ?? "") / total);
});
