import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { effectiveLabels, problemStats, programs, runEvidence, runs, testCases } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { getKillMatrix, refreshProblemStats } from "#server/datasets/index";
import { type Seeded, seedProblem } from "./testing";

let database: Database;
let seeded: Seeded;

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
  const { problemId } = seeded;
  const test = { problemId, suiteVersion: 1, kind: "call" };
  await database.db.insert(testCases).values(
    [0, 1].map((ordinal) => ({
      ...test,
      ordinal,
      source: `assert f(${ordinal})`,
      spec: { kind: "call", call: `f(${ordinal})`, expected: "1" },
    })),
  );
});
afterAll(() => database.close());

/** Another run of a mutant, which counts from now on. */
async function ran(programId: number, run: Partial<typeof runs.$inferInsert>, outcomes: string[]) {
  const [before] = await database.db.select().from(runs).where(eq(runs.programId, programId));
  if (before === undefined) throw new Error("never run");
  const { id: _, ...kept } = before;
  const [made] = await database.db
    .insert(runs)
    .values({ ...kept, ...run })
    .returning();
  await database.db
    .insert(runEvidence)
    .values({ runId: made?.id ?? 0, outcomes: outcomes.map((outcome, test) => ({ test, outcome })) });
  await database.db
    .update(programs)
    .set({ currentRunId: made?.id ?? 0, ...(run.verdict ? { verdict: run.verdict } : {}) })
    .where(eq(programs.id, programId));
}

const statistics = async () => {
  await database.db.transaction((tx) => refreshProblemStats(tx, seeded.problemId));
  const [row] = await database.db
    .select()
    .from(problemStats)
    .where(eq(problemStats.problemId, seeded.problemId));
  return row && { killed: row.killed, killable: row.killable, strength: row.strength };
};

it("shows which test catches which mutant", async () => {
  await ran(seeded.failingId, { verdict: "wrong-answer" }, ["passed", "wrong-answer"]);
  await ran(seeded.survivorId, { verdict: "passed" }, ["passed", "passed"]);
  const matrix = await getKillMatrix(database.db, seeded.problemId);
  expect(matrix.mutants).toMatchObject([
    { id: seeded.failingId, line: 3, cells: ["passed", "wrong-answer"], equivalent: false },
    { id: seeded.survivorId, line: 7, cells: ["passed", "passed"], equivalent: false },
  ]);
  expect(matrix.tests.map(({ kills, alone }) => [kills, alone])).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(matrix).toMatchObject({ killed: 1, killable: 2, notCompiling: 0 });
  expect(await statistics()).toEqual({ killed: 1, killable: 2, strength: 0.5 });
});

it("leaves out survivors that somebody called equivalent, as the statistics do", async () => {
  await database.db.insert(effectiveLabels).values({
    programId: seeded.survivorId,
    line: 7,
    decided: true,
    label: 1,
    automatic: -1,
    reason: "equivalent",
    annotator: "ann",
    headSeq: 1,
    runIds: [],
  });
  const matrix = await getKillMatrix(database.db, seeded.problemId);
  expect(matrix.mutants[1]?.equivalent).toBe(true);
  expect(matrix).toMatchObject({ killed: 1, killable: 1 });
  expect(await statistics()).toEqual({ killed: 1, killable: 1, strength: 1 });
});

it("takes no run against other tests for these tests', and every test sees a program that does not load", async () => {
  await ran(seeded.survivorId, { verdict: "passed", suiteVersion: 7 }, ["passed", "passed"]);
  await ran(seeded.failingId, { verdict: "runtime-error" }, ["not-run", "not-run"]);
  const matrix = await getKillMatrix(database.db, seeded.problemId);
  expect(matrix.mutants.map(({ cells }) => cells)).toEqual([
    ["not-loaded", "not-loaded"],
    ["unknown", "unknown"],
  ]);
});

it("counts mutants that do not compile apart, as the statistics do", async () => {
  await ran(seeded.failingId, { verdict: "compile-error" }, ["not-run", "not-run"]);
  expect(await getKillMatrix(database.db, seeded.problemId)).toMatchObject({
    killed: 0,
    killable: 0,
    notCompiling: 1,
  });
  expect(await statistics()).toEqual({ killed: 0, killable: 0, strength: null });
  await expect(getKillMatrix(database.db, 0)).rejects.toMatchObject({ code: "not-found" });
});
