import { describe, expect, it } from "vitest";
import { type FoldedEvent, foldEvents } from "./fold-events";

let next = 0;
function event(kind: FoldedEvent["kind"], annotator: string, rest: Partial<FoldedEvent> = {}): FoldedEvent {
  next += 1;
  return { id: next, seq: next, kind, toLabel: 1, reason: null, annotator, undoes: null, ...rest };
}

describe("foldEvents", () => {
  it("has nothing to say of a line without votes", () => {
    expect(foldEvents([])).toBeNull();
    expect(foldEvents([event("comment", "ann")])).toBeNull();
  });

  it("takes the last of the current votes, one an annotator", () => {
    const votes = [
      event("vote", "ann", { toLabel: 0 }),
      event("vote", "bob", { toLabel: 2 }),
      event("vote", "ann"),
    ];
    expect(foldEvents(votes)).toMatchObject({ label: "correct", annotator: "ann" });
    expect(foldEvents(votes.slice(0, 2))).toMatchObject({ label: "neutral", annotator: "bob" });
  });

  it("falls back to the other annotator's vote when the last is withdrawn", () => {
    const events = [event("vote", "ann", { toLabel: 0 }), event("vote", "bob"), event("withdraw", "bob")];
    expect(foldEvents(events)).toMatchObject({ label: "incorrect", annotator: "ann" });
  });

  it("forgets a vote that was undone, and brings back one whose withdrawal was", () => {
    const first = event("vote", "ann", { toLabel: 0 });
    const second = event("vote", "ann");
    const undoSecond = event("undo", "ann", { undoes: second.id });
    expect(foldEvents([first, second, undoSecond])).toMatchObject({ label: "incorrect" });
    const withdrawal = event("withdraw", "ann");
    const undoWithdrawal = event("undo", "ann", { undoes: withdrawal.id });
    expect(foldEvents([first, withdrawal, undoWithdrawal])).toMatchObject({ label: "incorrect" });
  });

  it("masks for reasons that lie in the problem only", () => {
    expect(foldEvents([event("vote", "ann", { reason: "wrong-oracle" })])?.masked).toBe(true);
    expect(foldEvents([event("vote", "ann", { reason: "ambiguous-statement" })])?.masked).toBe(true);
    expect(foldEvents([event("vote", "ann", { reason: "equivalent" })])?.masked).toBe(false);
  });
});
