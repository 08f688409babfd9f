import { describe, expect, it } from "vitest";
import { failed, nextToSend, type OutboxEntry, pendingOf, retried, saved, sending } from "./outbox";
import { outboxEntry } from "./testing";

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const entry = (n: number, more: Partial<OutboxEntry> = {}) =>
  outboxEntry(n, { programId: 3, problemId: 2, ...more });

describe("outbox", () => {
  it("sends decisions on one program one after the other", () => {
    const box = sending([entry(1), entry(2), entry(3, { programId: 9 })], uuid(1));
    expect(nextToSend(box)?.clientEvent).toBe(uuid(3));
  });

  it("holds back what follows a failed decision until it is retried", () => {
    const box = failed([entry(1), entry(2)], uuid(1), "offline");
    expect(nextToSend(box)).toBeNull();
    expect(nextToSend(retried(box))?.clientEvent).toBe(uuid(1));
  });

  it("lets a second decision on a line see the head that the first one left", () => {
    const box = [entry(1), entry(2), entry(3, { line: 5 }), entry(4, { programId: 9 })];
    const next = saved(box, uuid(1), [{ line: 4, headSeq: 17 }]);
    expect(next.map((e) => [e.clientEvent, e.seenSeq])).toEqual([
      [uuid(2), 17],
      [uuid(3), 0],
      [uuid(4), 0],
    ]);
  });

  it("moves every head that a waiting first-error decision saw", () => {
    const box = [entry(1, { line: 2 }), entry(2, { value: "first-error", seenSeqs: [0, 0, 0] })];
    expect(saved(box, uuid(1), [{ line: 2, headSeq: 8 }])[0]?.seenSeqs).toEqual([0, 8, 0]);
  });

  it("shows the last decision on its way, not comments", () => {
    const box = [entry(1), entry(2, { value: "correct" }), entry(3, { value: "comment" })];
    expect(pendingOf(box, { programId: 3, line: 4 })?.value).toBe("correct");
  });
});
