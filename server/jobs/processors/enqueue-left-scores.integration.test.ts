import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { datasets, jobs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { enqueueLeftScores } from "./enqueue-left-scores";

let database: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** A dataset with finished jobs, `build`: what its import asked for. */
async function dataset(name: string, build: object | null, kinds: ("import" | "score")[]): Promise<number> {
  const [row] = await database.db.insert(datasets).values({ name }).returning();
  const datasetId = row?.id ?? 0;
  for (const kind of kinds) {
    const payload = kind === "import" ? { path: "/x", format: "mbpp", dataset: name, build } : { datasetId };
    await database.db.insert(jobs).values({ kind, payload, datasetId, state: "succeeded" });
  }
  return datasetId;
}

it("asks once for the scores of datasets that were built when there was no model", async () => {
  const left = await dataset("left", { seed: 0 }, ["import"]);
  await dataset("scored", { seed: 0 }, ["import", "score"]);
  await dataset("imported only", null, ["import"]);
  await dataset("not imported by a job", null, []);
  expect(await enqueueLeftScores(database.db)).toEqual([left]);
  const asked = (await database.db.select().from(jobs)).filter(({ state }) => state === "queued");
  expect(asked).toMatchObject([{ kind: "score", datasetId: left }]);
  expect(await enqueueLeftScores(database.db)).toEqual([]);
});
