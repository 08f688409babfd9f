import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { impressions, programs, suspicions } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { suspicionReasons } from "#server/core/vocabulary";
import { auditCounts } from "./audit-counts";
import { vote } from "./decide";
import { listAudit } from "./list-audit";
import { recordImpression } from "./record-impression";
import { auditInputSchema } from "./schema";
import { castVote, type Seeded, seedProblem } from "./testing";

let database: Database;
let seeded: Seeded;

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
  const { datasetId, referenceId } = seeded;
  const weak = { programId: referenceId, datasetId, reason: suspicionReasons.indexOf("weak-tests") };
  const survived = { programId: referenceId, datasetId, reason: suspicionReasons.indexOf("survived") };
  await database.db.insert(suspicions).values([
    { ...weak, line: 3, rank: 0.4 },
    { ...weak, line: 4, rank: 0.9 },
    { ...weak, line: 7, rank: 0.4 },
    { ...survived, line: 1, rank: 0.6 },
  ]);
  await database.db.update(programs).set({ suspicion: 0.9 }).where(eq(programs.id, referenceId));
});
afterAll(() => database.close());

async function pages(reason: "weak-tests" | "survived" | null) {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const input = auditInputSchema.parse({ datasetId: seeded.datasetId, reason, cursor, limit: 1 });
    const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(database.db, input);
    found.push(...page.items.map((item) => `${item.programId}:${item.line}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

describe("listAudit", () => {
  it("pages through the open lines of a reason, most suspicious first", async () => {
    const { referenceId: reference, survivorId: survivor } = seeded;
    expect(await pages("weak-tests")).toEqual([`${reference}:4`, `${reference}:3`, `${reference}:7`]);
    expect(await pages("survived")).toEqual([`${reference}:1`, `${survivor}:7`]);
  });

  it("without a reason has each program once, at its most suspicious line", async () => {
    expect(await pages(null)).toEqual([`${seeded.referenceId}:4`, `${seeded.survivorId}:7`]);
  });

  it("shows the line's text, its label and its program's reasons", async () => {
    const input = auditInputSchema.parse({ datasetId: seeded.datasetId, reason: "survived" });
    const { items } = await listAudit(database.db, input);
    expect(items[1]).toMatchObject({
      lineText: "    return b + 0",
      label: null,
      reasons: ["survived"],
      verdict: "passed",
      problemKey: "1",
    });
    expect(items[0]).toMatchObject({ line: 1, label: "correct", operator: null });
  });

  it("shows no label below a line that a person called incorrect", async () => {
    const { referenceId, datasetId } = seeded;
    const labelsOf = async () => {
      const { items } = await listAudit(
        database.db,
        auditInputSchema.parse({ datasetId, reason: "weak-tests" }),
      );
      return items.map(({ line, label }) => `${line} ${label}`);
    };
    expect(await labelsOf()).toEqual(["4 correct", "3 correct", "7 correct"]);
    const at = { programId: referenceId, line: 5 };
    await castVote(database.db, "ann", { ...at, value: "incorrect", seenSeq: 0 });
    expect(await labelsOf()).toEqual(["4 correct", "3 correct", "7 null"]);
    await castVote(database.db, "ann", { ...at, value: "withdraw", seenSeq: 1 });
    expect(await labelsOf()).toEqual(["4 correct", "3 correct", "7 correct"]);
  });

  it("drops a line on which somebody decided, and counts it as settled", async () => {
    const { datasetId, survivorId } = seeded;
    const input = { programId: survivorId, line: 7, value: "correct" as const, seenSeq: 0, blind: false };
    await vote(database.db, "ann", { ...input, clientEvent: randomUUID() });
    expect(await pages("survived")).toEqual([`${seeded.referenceId}:1`]);
    expect(await auditCounts(database.db, datasetId)).toMatchObject({
      open: { survived: 1, "weak-tests": 1 },
      settled: 1,
    });
  });
});

describe("recordImpression", () => {
  it("keeps what was shown to whom and why", async () => {
    const why = { list: "audit", reason: "survived", position: 3 };
    const shown = { programId: seeded.survivorId, line: 7, why, skipped: false };
    await recordImpression(database.db, "ann", shown);
    expect(await database.db.select().from(impressions)).toMatchObject([
      { annotator: "ann", why, datasetId: seeded.datasetId, line: 7 },
    ]);
    await expect(recordImpression(database.db, "ann", { ...shown, programId: 0 })).rejects.toThrow(
      /no program/,
    );
  });
});
