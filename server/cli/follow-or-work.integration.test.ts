import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { jobs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { isWorkerRunning } from "#server/jobs/index";
import { runJobs } from "#server/jobs/runner";
import { followOrWork } from "./follow-or-work";

let database: Database;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function insertJob(): Promise<number> {
  const [job] = await database.db.insert(jobs).values({ kind: "elsewhere", payload: {} }).returning();
  return job?.id ?? 0;
}

it("takes over when the worker that was there ends and leaves the job waiting", async () => {
  const none = () => Promise.reject(new Error("not asked for"));
  const other = await runJobs({
    database,
    processors: {
      import: none,
      build: none,
      score: none,
      rerun: none,
      distinguish: none,
      teach: none,
      train: none,
    },
    engines: { verifier: none, scorer: none },
    concurrency: 1,
  });
  const id = await insertJob();
  const log: string[] = [];
  const followed = followOrWork(database, id, {
    onChange: (job) => log.push(job.state),
    startWorker: async () => {
      log.push(`worker there: ${await isWorkerRunning(database.db)}`);
      await database.db.update(jobs).set({ state: "succeeded" }).where(eq(jobs.id, id));
      return { failed: new Promise<never>(() => {}), stop: async () => void log.push("stopped") };
    },
    signal: new AbortController().signal,
  });
  await other.stop();
  expect(await followed).toMatchObject({ state: "succeeded" });
  expect(log).toEqual(["queued", "worker there: false", "succeeded", "stopped"]);
});

it("ends with the reason of its interruption, and stops the worker that it began", async () => {
  const stop = new AbortController();
  let stopped = false;
  const followed = followOrWork(database, await insertJob(), {
    onChange: () => {},
    startWorker: async () => {
      stop.abort(new Error("interrupted"));
      return {
        failed: new Promise<never>(() => {}),
        stop: async () => {
          stopped = true;
        },
      };
    },
    signal: stop.signal,
  });
  await expect(followed).rejects.toThrow("interrupted");
  expect(stopped).toBe(true);
});
