import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { jobs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { getJob } from "./job-views";

let database: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A build of a hundred problems that took ten seconds. */
async function rateOf(progress: { done: number; doneBefore: number | null }) {
  const times = { startedAt: new Date(1_000_000), finishedAt: new Date(1_010_000) };
  const [row] = await database.db
    .insert(jobs)
    .values({ kind: "build", payload: {}, state: "succeeded", total: 100, ...times, ...progress })
    .returning();
  return (await getJob(database.db, row?.id ?? 0)).rate;
}

it.each([
  ["all of its own work", { done: 100, doneBefore: 0 }, 10],
  ["what it did since it was taken up", { done: 100, doneBefore: 80 }, 2],
  ["nothing where all was done before", { done: 100, doneBefore: 100 }, null],
  ["nothing before it has said what it found", { done: 0, doneBefore: null }, null],
])("a job's rate counts %s", async (_, progress, rate) => {
  expect(await rateOf(progress)).toBe(rate);
});
