import { expect, it } from "vitest";
import { rerunResultSchema } from "./job-results";
import { rerunFacts, rerunSentence } from "./rerun-words";

const result = { programs: 1, runs: 5, failed: 0, left: 0, flaky: 0, changed: 0 };

it.each<[string, Partial<typeof result>, string[], string]>([
  ["agreement", {}, ["no runs disagree"], "5 runs: all of its runs agree"],
  [
    "disagreement",
    { flaky: 1, changed: 1 },
    ["1 flaky", "1 verdict changed in this go"],
    "5 runs: its runs disagree, so it is flaky",
  ],
  [
    "a sandbox that failed sometimes",
    { failed: 2 },
    ["the sandbox failed in 2 of them", "no runs disagree"],
    "5 runs: the sandbox failed in 2 of them; all others agree",
  ],
  [
    "that, and disagreement",
    { failed: 2, flaky: 1 },
    ["the sandbox failed in 2 of them", "1 flaky"],
    "5 runs: the sandbox failed in 2 of them; its runs disagree, so it is flaky",
  ],
  [
    "a sandbox that failed always",
    { failed: 5 },
    ["the sandbox failed in all of them"],
    "5 runs: the sandbox failed in all of them",
  ],
  [
    "a sandbox that failed at the reference",
    { programs: 0, runs: 0, left: 1 },
    ["1 program not run: the sandbox failed at their reference"],
    "not run: the sandbox failed at its reference",
  ],
  ["nothing that was run", { programs: 0, runs: 0 }, [], "0 runs"],
])("tells %s", (_name, found, facts, sentence) => {
  const told = { ...result, ...found };
  expect(rerunFacts(told).filter(Boolean).slice(2)).toEqual(facts);
  expect(rerunSentence(told)).toBe(sentence);
});

it("reads the results of earlier re-runs, which did not count failures", () => {
  const { failed: _, left: __, ...earlier } = result;
  expect(rerunResultSchema.parse(earlier)).toEqual(result);
});
