import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { datasetStats, effectiveLabels, labelEvents, programs, runs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { comment, undo, vote, voteFirstError } from "./decide";
import { labelHistory } from "./event-view";
import { getProgram } from "./get-program";
import type { VoteInput, VoteResult } from "./schema";
import { voteInputSchema } from "./schema";
import { type Seeded, seedProblem } from "./testing";

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

function cast(annotator: string, input: Omit<VoteInput, "clientEvent"> & { clientEvent?: string }) {
  return vote(database.db, annotator, voteInputSchema.parse({ clientEvent: randomUUID(), ...input }));
}

function saved(result: VoteResult) {
  if (result.outcome !== "saved") throw new Error(`not saved: ${result.message}`);
  return result;
}

async function labelsOf(programId: number) {
  return (await getProgram(database.db, programId)).lines.map((line) => line.label);
}

async function _statsOf(datasetId: number) {
  const [stats] = await database.db.select().from(datasetStats).where(eq(datasetStats.datasetId, datasetId));
  return stats;
}

describe("undo", () => {
  it("restores what was before and stays in the history", async () => {
    const { failingId } = await fresh();
    const at = { programId: failingId, line: 3 };
    await cast("ann", { ...at, value: "correct", seenSeq: 0 });
    const second = saved(await cast("ann", { ...at, value: "neutral", seenSeq: 1 }));
    const eventId = second.events[0]?.id ?? 0;
    const undone = saved(await undo(database.db, "ann", { clientEvent: randomUUID(), eventId }));
    expect(undone.events[0]).toMatchObject({
      kind: "undo",
      undoes: eventId,
      fromLabel: "neutral",
      toLabel: "correct",
    });
    expect(undone.lines[2]?.label).toBe("correct");
    const history = await labelHistory(database.db, at);
    expect(history.map((event) => event.kind)).toEqual(["undo", "vote", "vote"]);
    const again = saved(await undo(database.db, "ann", { clientEvent: randomUUID(), eventId }));
    expect(again.events).toEqual([]);
  });

  it("undoes another's decision for nobody", async () => {
    const { failingId } = await fresh();
    const cast1 = saved(await cast("ann", { programId: failingId, line: 3, value: "correct", seenSeq: 0 }));
    const input = { clientEvent: randomUUID(), eventId: cast1.events[0]?.id ?? 0 };
    await expect(undo(database.db, "bob", input)).rejects.toThrow(/own/);
  });
});

describe("first error here", () => {
  it("decides the program's code lines by one action that is undone as one", async () => {
    const { survivorId } = await fresh();
    const before = await labelsOf(survivorId);
    const input = {
      clientEvent: randomUUID(),
      programId: survivorId,
      line: 4,
      seenSeqs: Array(8).fill(0),
      blind: false,
    };
    const result = saved(await voteFirstError(database.db, "ann", input));
    expect(await labelsOf(survivorId)).toEqual([
      "correct",
      "neutral",
      "correct",
      "incorrect",
      null,
      "neutral",
      null,
      null,
    ]);
    expect(saved(await voteFirstError(database.db, "ann", input)).events).toEqual(result.events);
    const eventId = result.events[2]?.id ?? 0;
    saved(await undo(database.db, "ann", { clientEvent: randomUUID(), eventId }));
    expect(await labelsOf(survivorId)).toEqual(before);
  });

  it("is refused as a whole when somebody decided on any of the lines", async () => {
    const { survivorId, datasetId } = await fresh();
    await cast("bob", { programId: survivorId, line: 3, value: "incorrect", seenSeq: 0 });
    const input = {
      clientEvent: randomUUID(),
      programId: survivorId,
      line: 7,
      seenSeqs: Array(8).fill(0),
      blind: false,
    };
    expect(await voteFirstError(database.db, "ann", input)).toMatchObject({
      outcome: "conflict",
      head: { line: 3 },
    });
    expect(await database.db.$count(labelEvents, eq(labelEvents.datasetId, datasetId))).toBe(1);
  });
});

describe("what is kept", () => {
  it("has comments in the history that decide nothing and make nobody's vote stale", async () => {
    const { failingId } = await fresh();
    const at = { programId: failingId, line: 3 };
    const result = saved(
      await comment(database.db, "bob", { ...at, clientEvent: randomUUID(), comment: "see test 2" }),
    );
    expect(result.lines[2]).toMatchObject({ label: "incorrect", from: "rule", headSeq: 0 });
    saved(await cast("ann", { ...at, value: "correct", seenSeq: 0 }));
    expect((await labelHistory(database.db, at)).map((event) => event.comment)).toEqual([null, "see test 2"]);
  });

  it("stands, flagged outdated, when the runs under it changed", async () => {
    const { survivorId, referenceId } = await fresh();
    await cast("ann", { programId: survivorId, line: 7, value: "correct", seenSeq: 0 });
    expect((await getProgram(database.db, survivorId)).lines[6]?.outdated).toBe(false);
    const [run] = await database.db.select().from(runs).where(eq(runs.programId, referenceId));
    if (run === undefined) throw new Error("no run");
    const { id: _, ...again } = run;
    const [newer] = await database.db.insert(runs).values(again).returning();
    await database.db
      .update(programs)
      .set({ currentRunId: newer?.id ?? null })
      .where(eq(programs.id, referenceId));
    expect((await getProgram(database.db, survivorId)).lines[6]).toMatchObject({
      outdated: true,
      label: "correct",
    });
  });

  it("cannot be changed: events refuse it", async () => {
    const { survivorId } = await fresh();
    await cast("ann", { programId: survivorId, line: 7, value: "correct", seenSeq: 0 });
    const change = database.db
      .update(labelEvents)
      .set({ toLabel: 0 })
      .where(eq(labelEvents.programId, survivorId));
    await expect(change).rejects.toMatchObject({ cause: { message: expect.stringMatching(/append-only/) } });
    expect(await database.db.$count(effectiveLabels, eq(effectiveLabels.programId, survivorId))).toBe(1);
  });
});
