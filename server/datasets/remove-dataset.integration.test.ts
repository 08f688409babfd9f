import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { datasets, jobs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { removeDataset } from "./remove-dataset";

let database: Database;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A dataset with one problem and its stats. */
async function seed(name: string): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    `with d as (insert into datasets (name) values ($1) returning id),
       p as (insert into problems (dataset_id, key, title, statement, split, cluster, content_digest)
             select id, '1', '', '', 'train', $1, '' from d returning id, dataset_id)
     insert into problem_stats (problem_id, dataset_id, split) select id, dataset_id, 'train' from p
     returning dataset_id as id`,
    [name],
  );
  return rows[0]?.id ?? 0;
}

const count = (id: number) => database.db.$count(datasets, eq(datasets.id, id));

it("stops the dataset's running jobs before it deletes anything", async () => {
  const id = await seed("running");
  const [job] = await database.db
    .insert(jobs)
    .values({ kind: "build", datasetId: id, payload: {}, state: "running" })
    .returning();
  const removed = removeDataset(database.db, id, "running");
  const row = async () =>
    (
      await database.db
        .select()
        .from(jobs)
        .where(eq(jobs.id, job?.id ?? 0))
    )[0];
  while ((await row())?.cancelRequested !== true) await sleep(10);
  await sleep(200);
  expect(await count(id)).toBe(1);
  await database.db
    .update(jobs)
    .set({ state: "cancelled" })
    .where(eq(jobs.id, job?.id ?? 0));
  await removed;
  expect(await count(id)).toBe(0);
});

it("is done when it gets into a deadlock with somebody who writes", async () => {
  const id = await seed("deadlock");
  const writer = await database.pool.connect();
  try {
    // The writer is patient, so that it is the removal which is broken off.
    await writer.query("set deadlock_timeout = '30s'");
    await writer.query("begin");
    await writer.query("select 1 from problem_stats where dataset_id = $1 for update", [id]);
    const removed = removeDataset(database.db, id, "deadlock");
    const isBlocked = () =>
      database.pool.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      );
    while ((await isBlocked()).rowCount === 0) await sleep(10);
    await writer.query("select 1 from datasets where id = $1 for key share", [id]);
    await writer.query("commit");
    await removed;
    expect(await count(id)).toBe(0);
  } finally {
    writer.release(true);
  }
});

it("wants the dataset's name", async () => {
  const id = await seed("named");
  await expect(removeDataset(database.db, id, "other")).rejects.toThrow(/named/);
  expect(await count(id)).toBe(1);
});
