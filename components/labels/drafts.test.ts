import { expect, it } from "vitest";
import { type Draft, emptyDraft, reasonChange, withDraft } from "./drafts";

function after(draft: Draft, ...reasons: Parameters<typeof reasonChange>[1][]): Draft {
  const now = { ...draft };
  for (const reason of reasons) Object.assign(now, reasonChange(now, reason));
  return now;
}

it("a reason brings the label that it stands for, where none was chosen", () => {
  expect(after(emptyDraft, "equivalent")).toMatchObject({ value: "correct", reason: "equivalent" });
  expect(after(emptyDraft, "weak-tests")).toMatchObject({ value: "incorrect", reason: "weak-tests" });
  expect(after(emptyDraft, "flaky")).toMatchObject({ value: null, reason: "flaky" });
});

it("a label that came with a reason goes with it, a chosen one stays", () => {
  expect(after(emptyDraft, "equivalent", "weak-tests").value).toBe("incorrect");
  expect(after(emptyDraft, "equivalent", "other").value).toBeNull();
  const chosen = withDraft({}, "1:2", { value: "neutral" })["1:2"] ?? emptyDraft;
  expect(after(chosen, "equivalent", "weak-tests")).toMatchObject({ value: "neutral", reason: "weak-tests" });
});
