import { describe, expect, it } from "vitest";
import { verdicts } from "#server/core/vocabulary";
import { verdictName, verdictPhrase } from "./verdict-words";

describe("verdictPhrase", () => {
  it("names the failing test", () => {
    expect(verdictPhrase("wrong-answer", { failingTest: 3 })).toBe("fails test 3");
    expect(verdictPhrase("runtime-error", { failingTest: 1 })).toBe("raises an error in test 1");
  });

  it("counts the tests that a program passes", () => {
    expect(verdictPhrase("passed", { tests: 3 })).toBe("passes all 3 tests");
    expect(verdictPhrase("passed", { tests: 1 })).toBe("passes its one test");
  });

  it("says of a program without a run that it has none", () => {
    expect(verdictPhrase(null)).toBe("not run yet");
  });

  it("never speaks of killing or surviving", () => {
    const words = verdicts.flatMap((verdict) => [verdictName(verdict), verdictPhrase(verdict)]).join(" ");
    expect(words).not.toMatch(/kill|surviv/);
  });
});
