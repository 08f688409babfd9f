import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { testCases } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { rerunPayloadSchema } from "#server/jobs/contracts";
import { listRuns } from "#server/labels/index";
import { referenceCode, type Seeded, seedProblem } from "#server/labels/testing";
import type { LiveClient } from "#server/live/index";
import type { LiveRequest } from "#server/live/schema";
import { askForRerun, askForRerunSchema } from "./ask-for-rerun";
import { traceTest } from "./trace-test";

let database: Database;
let seeded: Seeded;
const asked: LiveRequest<"trace">[] = [];
const outline = { end: "complete" as const, results: [], error: null };
const live: Pick<LiveClient, "trace"> = {
  trace: async (request) => {
    asked.push(request);
    return { rows: [], divergence: null, program: outline, parent: null };
  },
};
const trace = (input: { programId: number; test: number }) =>
  traceTest({ db: database.db, live }, input, undefined);
const again = (input: unknown) => askForRerun(database.db, askForRerunSchema.parse(input));

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
  await database.db.insert(testCases).values({
    problemId: seeded.problemId,
    suiteVersion: 1,
    ordinal: 0,
    kind: "call",
    source: "assert f(1) == 2",
    spec: { kind: "call", call: "f(1)", expected: "2" },
  });
});
afterAll(() => database.close());

it("lists a program's runs, and says which one counts", async () => {
  expect(await listRuns(database.db, seeded.failingId)).toMatchObject([
    { verdict: "wrong-answer", provider: "native", attempts: 1, rerun: false, counts: true, cpuUs: 900 },
  ]);
});

it("asks for a trace of a mutant beside its parent, with the test's call", async () => {
  await trace({ programId: seeded.failingId, test: 0 });
  expect(asked.at(-1)).toMatchObject({
    test: { call: "f(1)" },
    parent: { source: referenceCode, hunks: [{ parentFrom: 3, parentTo: 4, from: 3, to: 4 }] },
  });
  await trace({ programId: seeded.referenceId, test: 0 });
  expect(asked.at(-1)).toMatchObject({ source: referenceCode, parent: null });
});

it("refuses a trace of what is not there", async () => {
  await expect(trace({ programId: seeded.failingId, test: 1 })).rejects.toMatchObject({
    code: "not-found",
    message: "The problem has no test 2.",
  });
  await expect(trace({ programId: 0, test: 0 })).rejects.toMatchObject({ code: "not-found" });
});

it("puts a single program in a line of its own, and a dataset's programs behind its other jobs", async () => {
  const { datasetId, failingId } = seeded;
  await again({ datasetId, times: 3, filter: { programIds: [failingId] } });
  await again({ datasetId, filter: { verdicts: ["timeout"] } });
  const queues = await database.db.execute<{ queue_name: string }>(
    sql`select queue_name from graphile_worker.jobs order by id`,
  );
  expect(queues.rows.map((row) => row.queue_name)).toEqual([`program-${failingId}`, `dataset-${datasetId}`]);
  const jobs = await database.db.execute<{ payload: unknown }>(sql`select payload from jobs order by id`);
  const [first, second] = jobs.rows.map(({ payload }) => rerunPayloadSchema.parse(payload));
  expect(first).toMatchObject({ times: 3, filter: { programIds: [failingId] } });
  expect(second?.batch).not.toBe(first?.batch);
  await expect(again({ datasetId: 0 })).rejects.toMatchObject({ code: "not-found" });
  expect(askForRerunSchema.safeParse({ datasetId, times: 0 }).success).toBe(false);
});
