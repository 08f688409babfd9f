import { expect, it } from "vitest";
import { decisions, labelAfter } from "./label-words";
import { reasonByLetter } from "./reason-picker";
import { timeAgo } from "./time-words";

it("keeps every decision on its key", () => {
  expect(decisions.map((decision) => `${decision.key} ${decision.value}`)).toEqual([
    "1 correct",
    "2 incorrect",
    "3 neutral",
    "4 unknown",
    "0 withdraw",
    "q keep",
    "e first-error",
  ]);
});

it("foresees the label of a decision", () => {
  expect(labelAfter("unknown", "correct")).toBeNull();
  expect(labelAfter("keep", "incorrect")).toBe("incorrect");
  expect(labelAfter("first-error", "correct")).toBe("incorrect");
});

it("finds reasons by their first letter and goes on to the next of the same letter", () => {
  expect(reasonByLetter("w", null)).toBe("weak-tests");
  expect(reasonByLetter("w", "weak-tests")).toBe("wrong-oracle");
  expect(reasonByLetter("w", "wrong-oracle")).toBe("weak-tests");
  expect(reasonByLetter("z", null)).toBeNull();
});

it("says how long ago something was", () => {
  const now = new Date("2026-01-10T12:00:00Z");
  expect(timeAgo(new Date("2026-01-10T11:59:40Z"), now)).toBe("just now");
  expect(timeAgo(new Date("2026-01-10T11:58:00Z"), now)).toBe("2 minutes ago");
  expect(timeAgo(new Date("2026-01-09T11:00:00Z"), now)).toBe("1 day ago");
});
