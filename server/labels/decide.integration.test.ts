import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { datasetStats, datasets, labelEvents, suspicions } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { getProblem } from "./get-problem";
import { getProgram } from "./get-program";
import { castVote, labelsOf, type Seeded, saved, seedProblem } from "./testing";

let database: Database;
let seeded: Seeded;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function fresh(): Promise<Seeded> {
  count += 1;
  seeded = await seedProblem(database.db, `seeded ${count}`);
  return seeded;
}

const cast = (annotator: string, input: Parameters<typeof castVote>[2]) =>
  castVote(database.db, annotator, input);
const labels = (programId: number) => labelsOf(database.db, programId);

async function statsOf(datasetId: number) {
  const [stats] = await database.db.select().from(datasetStats).where(eq(datasetStats.datasetId, datasetId));
  return stats;
}

describe("vote", () => {
  it("resolves the line at once and leaves an event that names what was before", async () => {
    const { survivorId } = await fresh();
    const result = saved(
      await cast("ann", {
        programId: survivorId,
        line: 7,
        value: "correct",
        reason: "equivalent",
        seenSeq: 0,
      }),
    );
    expect(result.events).toMatchObject([{ kind: "vote", fromLabel: null, toLabel: "correct", seq: 1 }]);
    expect(result.lines[6]).toMatchObject({
      label: "correct",
      from: "override",
      automatic: null,
      headSeq: 1,
    });
    expect(await labels(survivorId)).toEqual([
      "correct",
      "neutral",
      "correct",
      "correct",
      null,
      "neutral",
      "correct",
      null,
    ]);
  });

  it("reaches all mutants when it corrects a line of their reference, but not what is tainted", async () => {
    const { referenceId, survivorId, failingId } = await fresh();
    await cast("ann", {
      programId: referenceId,
      line: 5,
      value: "correct",
      reason: "not-executed",
      seenSeq: 0,
    });
    const survivor = await getProgram(database.db, survivorId);
    expect(survivor.lines[4]).toMatchObject({ label: "correct", from: "parent-override", automatic: null });
    expect((await getProgram(database.db, failingId)).lines[4]).toMatchObject({
      label: null,
      from: "tainted",
    });
  });

  it("tells an annotator who has not seen another's decision, and writes nothing", async () => {
    const { survivorId, datasetId } = await fresh();
    await cast("ann", { programId: survivorId, line: 7, value: "correct", seenSeq: 0 });
    const result = await cast("bob", { programId: survivorId, line: 7, value: "incorrect", seenSeq: 0 });
    expect(result).toMatchObject({ outcome: "conflict", head: { annotator: "ann", toLabel: "correct" } });
    expect(result.outcome === "conflict" && result.message).toContain("ann");
    expect(await database.db.$count(labelEvents, eq(labelEvents.datasetId, datasetId))).toBe(1);
    saved(await cast("bob", { programId: survivorId, line: 7, value: "incorrect", seenSeq: 1 }));
    expect((await labels(survivorId))[6]).toBe("incorrect");
  });

  it("tells the same annotator in another tab, too", async () => {
    const { survivorId } = await fresh();
    const tab = (value: "correct" | "incorrect", seenSeq: number) =>
      cast("ann", { programId: survivorId, line: 7, value, seenSeq });
    const first = saved(await tab("correct", 0));
    expect(await tab("incorrect", 0)).toMatchObject({
      outcome: "conflict",
      head: { annotator: "ann", toLabel: "correct" },
    });
    expect((await labels(survivorId))[6]).toBe("correct");
    saved(await tab("incorrect", first.lines[6]?.headSeq ?? 0));
    expect((await labels(survivorId))[6]).toBe("incorrect");
  });

  it("does not hold another line's decision against the annotator", async () => {
    const { survivorId } = await fresh();
    saved(await cast("ann", { programId: survivorId, line: 7, value: "correct", seenSeq: 0 }));
    saved(await cast("bob", { programId: survivorId, line: 3, value: "incorrect", seenSeq: 0 }));
  });

  it("saves exactly one of two annotators who race, and numbers events without gaps", async () => {
    const { survivorId, referenceId, datasetId } = await fresh();
    const race = (annotator: string, line: number) =>
      cast(annotator, { programId: survivorId, line, value: "correct", seenSeq: 0 });
    const results = await Promise.all([race("ann", 7), race("bob", 7), race("cid", 7), race("dee", 7)]);
    expect(results.map((result) => result.outcome).sort()).toEqual([
      "conflict",
      "conflict",
      "conflict",
      "saved",
    ]);
    const lines = [1, 3, 4, 5].map((line) =>
      cast("eve", { programId: referenceId, line, value: "keep", seenSeq: 0 }),
    );
    await Promise.all(lines);
    const events = await database.db.select().from(labelEvents).where(eq(labelEvents.datasetId, datasetId));
    expect(events.map((event) => event.seq).sort()).toEqual([1, 2, 3, 4, 5]);
    const [dataset] = await database.db.select().from(datasets).where(eq(datasets.id, datasetId));
    expect(dataset?.lastSeq).toBe(5);
  });

  it("answers a replay as the first time, also when both arrive at once", async () => {
    const { survivorId, datasetId } = await fresh();
    const clientEvent = randomUUID();
    const send = () =>
      cast("ann", { clientEvent, programId: survivorId, line: 7, value: "correct", seenSeq: 0 });
    const results = await Promise.all([send(), send(), send()]);
    const ids = results.map((result) => saved(result).events.map((event) => event.id));
    expect(new Set(ids.map(String)).size).toBe(1);
    expect(saved(await send()).events.map((event) => event.id)).toEqual(ids[0]);
    expect(await database.db.$count(labelEvents, eq(labelEvents.datasetId, datasetId))).toBe(1);
  });

  it("keeps the automatic label as a decision that is no override", async () => {
    const { failingId, datasetId } = await fresh();
    const result = saved(await cast("ann", { programId: failingId, line: 3, value: "keep", seenSeq: 0 }));
    expect(result.events[0]).toMatchObject({ keep: true, toLabel: "incorrect" });
    expect(result.lines[2]).toMatchObject({ label: "incorrect", from: "override" });
    expect(await statsOf(datasetId)).toMatchObject({ overrides: 0 });
  });

  it("takes unknown for an opinion: the line loses its label", async () => {
    const { failingId, datasetId } = await fresh();
    saved(await cast("ann", { programId: failingId, line: 3, value: "unknown", seenSeq: 0 }));
    expect((await labels(failingId))[2]).toBeNull();
    expect(await statsOf(datasetId)).toMatchObject({ overrides: 1 });
  });

  it("withdraws to the other annotator's vote, and then to the rule", async () => {
    const { failingId } = await fresh();
    const at = { programId: failingId, line: 3 };
    await cast("ann", { ...at, value: "correct", seenSeq: 0 });
    await cast("bob", { ...at, value: "neutral", seenSeq: 1 });
    await cast("bob", { ...at, value: "withdraw", seenSeq: 2 });
    expect((await labels(failingId))[2]).toBe("correct");
    const result = saved(await cast("ann", { ...at, value: "withdraw", seenSeq: 3 }));
    expect(result.events[0]).toMatchObject({ kind: "withdraw", fromLabel: "correct", toLabel: "incorrect" });
    expect(result.lines[2]).toMatchObject({ label: "incorrect", from: "rule", headSeq: 4 });
  });

  it("masks the whole problem when its statement or a test is called wrong", async () => {
    const { failingId, referenceId } = await fresh();
    const at = { programId: failingId, line: 3 };
    await cast("ann", { ...at, value: "keep", reason: "wrong-oracle", seenSeq: 0 });
    expect((await getProgram(database.db, referenceId)).lines.every((line) => line.masked)).toBe(true);
    await cast("ann", { ...at, value: "withdraw", seenSeq: 1 });
    expect((await getProgram(database.db, referenceId)).lines.some((line) => line.masked)).toBe(false);
  });

  it("refuses a line that the program does not have", async () => {
    const { failingId } = await fresh();
    await expect(
      cast("ann", { programId: failingId, line: 9, value: "correct", seenSeq: 0 }),
    ).rejects.toThrow(/no line 9/);
    await expect(cast("ann", { programId: 0, line: 1, value: "correct", seenSeq: 0 })).rejects.toThrow(
      /no program/,
    );
  });
});

describe("suspicion", () => {
  it("is settled by a decision on its line and open again when that is withdrawn", async () => {
    const { survivorId, datasetId } = await fresh();
    const at = { programId: survivorId, line: 7 };
    expect(await statsOf(datasetId)).toMatchObject({ settled: 0 });
    await cast("ann", { ...at, value: "correct", seenSeq: 0 });
    const open = async () =>
      database.db.select().from(suspicions).where(eq(suspicions.programId, survivorId));
    expect(await open()).toMatchObject([{ settled: true }]);
    expect(await statsOf(datasetId)).toMatchObject({ settled: 1, overrides: 1 });
    expect((await getProblem(database.db, seeded.problemId)).mutants[1]).toMatchObject({
      overridden: true,
      suspicion: 0,
    });
    await cast("ann", { ...at, value: "withdraw", seenSeq: 1 });
    expect(await open()).toMatchObject([{ settled: false }]);
    expect(await statsOf(datasetId)).toMatchObject({ settled: 0, overrides: 0 });
  });
});
