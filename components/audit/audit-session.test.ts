import { expect, it } from "vitest";
import type { AuditItem } from "#server/labels/schema";
import { type AuditSession, auditKey, positionOf, withDone, withoutDone, withPage } from "./audit-session";

const item = (programId: number, line = 1): AuditItem => ({
  programId,
  problemId: 1,
  problemKey: "k",
  problemTitle: "t",
  operator: "off-by-one",
  intent: "mutate",
  verdict: "passed",
  line,
  lineText: "x = 1",
  label: null,
  reasons: ["survived"],
  rank: 1,
});
const session: AuditSession = {
  datasetId: 1,
  reason: "survived",
  items: [item(1), item(2, 4)],
  nextCursor: "c",
  done: [],
};

it("appends a page without doubling items that moved in the order", () => {
  const next = withPage(session, { items: [item(2, 4), item(3)], nextCursor: null });
  expect(next.items.map(auditKey)).toEqual(["1:1", "2:4", "3:1"]);
  expect(next.nextCursor).toBeNull();
});

it("keeps decided items in their place and forgets them when undone", () => {
  const done = withDone(withDone(session, "2:4"), "2:4");
  expect(done.done).toEqual(["2:4"]);
  expect(done.items).toHaveLength(2);
  expect(withDone(session, "9:9")).toBe(session);
  expect(withoutDone(done, "2:4").done).toEqual([]);
});

it("finds an item though one moved to another line of its program", () => {
  expect(positionOf(session, 2, 4)).toBe(1);
  expect(positionOf(session, 2, 7)).toBe(1);
  expect(positionOf(session, 5, 1)).toBe(-1);
});
