import { expect, it } from "vitest";
import type { Verdict } from "#server/core/vocabulary";
import { settleRuns } from "./settle-runs";

type Run = { id: number; verdict: Verdict; attempts: number; suiteVersion: number };

/** Runs as `verdict`, `verdict*2` for a second attempt, `verdict@2` for another suite version. */
function runsOf(texts: string[]): Run[] {
  return texts.map((text, id) => {
    const [, verdict = "", attempts = "1", suiteVersion = "1"] =
      /^([a-z-]+)(?:\*(\d))?(?:@(\d))?$/.exec(text) ?? [];
    return {
      id,
      verdict: verdict as Verdict,
      attempts: Number(attempts),
      suiteVersion: Number(suiteVersion),
    };
  });
}

it.each<[string, string[], number | null, string | null]>([
  ["no run", [], null, null],
  ["one run", ["passed"], 0, null],
  ["runs that agree: the first, on which decisions rest", ["passed", "passed", "passed"], 0, null],
  ["a failure among passes", ["passed", "passed", "wrong-answer"], 2, "passes-sometimes"],
  ["a pass among failures", ["wrong-answer", "passed"], 0, "passes-sometimes"],
  ["failures of two kinds", ["runtime-error", "wrong-answer"], 0, "fails-differently"],
  ["a timeout that its repetition confirms", ["timeout", "timeout*2"], 1, null],
  ["a timeout that its repetition refutes", ["timeout", "passed*2"], 1, null],
  ["that, after a pass", ["passed", "timeout", "passed*2"], 0, null],
  ["a timeout that cannot be repeated, after a pass", ["passed", "timeout"], 1, "passes-sometimes"],
  ["a sandbox that failed once", ["infra-error", "passed"], 1, null],
  ["a sandbox that failed always", ["infra-error", "infra-error"], 1, null],
  ["a sandbox that failed on newer tests", ["passed", "infra-error@2"], 0, null],
  ["that, while a timeout was repeated", ["passed", "timeout@2", "infra-error*2@2"], 0, null],
  ["a sandbox that failed always, on newer tests too", ["infra-error", "infra-error@2"], 1, null],
  ["older suite versions", ["wrong-answer", "passed@2", "passed@2"], 1, null],
])("settles %s", (_name, texts, counts, disagreement) => {
  const { run, disagreement: found } = settleRuns(runsOf(texts));
  expect([run?.id ?? null, found]).toEqual([counts, disagreement]);
});
