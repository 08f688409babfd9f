import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { datasets, effectiveLabels, labelEvents, programs, runs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { removeDataset } from "#server/datasets/index";
import { comment, undo, voteFirstError } from "./decide";
import { labelHistory } from "./event-view";
import { getProgram } from "./get-program";
import { castVote, labelsOf, letSurvive, type Seeded, saved, seedProblem } from "./testing";

let database: Database;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function fresh(): Promise<Seeded> {
  count += 1;
  return seedProblem(database.db, `seeded ${count}`);
}

const cast = (annotator: string, input: Parameters<typeof castVote>[2]) =>
  castVote(database.db, annotator, input);
const labels = (programId: number) => labelsOf(database.db, programId);

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

describe("a line called incorrect", () => {
  it("takes the labels below it from a survivor until it is undone", async () => {
    const { failingId: survivorId } = await fresh();
    await letSurvive(database.db, survivorId);
    const before = await labels(survivorId);
    expect(before.slice(2)).toEqual([null, "correct", null, "neutral", "correct", "correct"]);
    const at = { programId: survivorId, line: 3, seenSeq: 0 };
    const result = saved(await cast("ann", { ...at, value: "incorrect", reason: "weak-tests" }));
    expect(await labels(survivorId)).toEqual([
      "correct",
      "neutral",
      "incorrect",
      null,
      null,
      "neutral",
      null,
      null,
    ]);
    expect(result.lines[3]).toMatchObject({ label: null, from: "tainted", automatic: "correct" });
    const eventId = result.events[0]?.id ?? 0;
    saved(await undo(database.db, "ann", { clientEvent: randomUUID(), eventId }));
    expect(await labels(survivorId)).toEqual(before);
  });

  it("of a reference takes them from the reference and from mutants that contain the line", async () => {
    const { referenceId, failingId, survivorId } = await fresh();
    saved(await cast("ann", { programId: referenceId, line: 4, value: "incorrect", seenSeq: 0 }));
    const below = ["incorrect", null, "neutral", null, null];
    expect((await labels(referenceId)).slice(3)).toEqual(below);
    expect((await labels(survivorId)).slice(3)).toEqual(below);
    expect((await labels(failingId)).slice(2)).toEqual(["incorrect", null, null, "neutral", null, null]);
    saved(await cast("ann", { programId: referenceId, line: 4, value: "withdraw", seenSeq: 1 }));
    expect((await labels(survivorId)).slice(3)).toEqual(["correct", null, "neutral", null, null]);
    expect((await labels(referenceId)).slice(3)).toEqual(["correct", null, "neutral", "correct", "correct"]);
  });
});

describe("first error here", () => {
  it("decides the program's code lines by one action that is undone as one", async () => {
    const { survivorId } = await fresh();
    const before = await labels(survivorId);
    const input = {
      clientEvent: randomUUID(),
      programId: survivorId,
      line: 4,
      seenSeqs: Array(8).fill(0),
      blind: false,
    };
    const result = saved(await voteFirstError(database.db, "ann", input));
    expect(await labels(survivorId)).toEqual([
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
    expect(await labels(survivorId)).toEqual(before);
  });

  it("leaves lines that are correct already with the reference", async () => {
    const { survivorId, referenceId } = await fresh();
    const input = {
      clientEvent: randomUUID(),
      programId: survivorId,
      line: 7,
      seenSeqs: Array(8).fill(0),
      blind: false,
    };
    const result = saved(await voteFirstError(database.db, "ann", input));
    expect(result.events.map(({ line, toLabel }) => [line, toLabel])).toEqual([
      [5, "correct"],
      [7, "incorrect"],
      [8, null],
    ]);
    saved(await cast("bob", { programId: referenceId, line: 3, value: "neutral", seenSeq: 0 }));
    expect((await labels(survivorId))[2]).toBe("neutral");
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

  it("goes with its own dataset, and with no other's deletion", async () => {
    const { survivorId, datasetId } = await fresh();
    const other = await fresh();
    await cast("ann", { programId: survivorId, line: 7, value: "correct", seenSeq: 0 });
    const deletion = database.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('linewise.deleting_dataset', ${String(other.datasetId)}, true)`);
      await tx.delete(labelEvents).where(eq(labelEvents.datasetId, datasetId));
    });
    await expect(deletion).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/append-only/) },
    });
    const [dataset] = await database.db.select().from(datasets).where(eq(datasets.id, datasetId));
    await removeDataset(database.db, datasetId, dataset?.name ?? "");
    expect(await database.db.$count(labelEvents, eq(labelEvents.datasetId, datasetId))).toBe(0);
  });
});
