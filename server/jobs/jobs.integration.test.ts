import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client";
import { jobs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { AppError } from "../core/errors";
import { repoPath } from "../core/paths";
import { cancelJob, enqueueJob, followJob, isWorkerRunning } from "./index";
import type { Processors } from "./processor";
import { type JobRunner, runJobs } from "./runner";

let database: Database;
let runner: JobRunner | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});
afterAll(() => database.close());

const imported = { datasetId: 1, problems: 0, unchanged: 0, rejected: [] };
const idle: Processors = {
  import: async () => imported,
  build: async () => ({ problems: 0, mutants: 0, verdicts: {}, failed: [] }),
  score: async () => ({ programs: 0, modelId: 1, group: null }),
  rerun: async () => ({ programs: 0, runs: 0, failed: 0, left: 0, flaky: 0, changed: 0 }),
  teach: async () => {
    throw new Error("nobody teaches here");
  },
  distinguish: async () => ({ survivors: 0, toldApart: 0, debatable: 0 }),
  train: async () => {
    throw new Error("nobody trains here");
  },
};
const importOf = (dataset: string) =>
  ({ kind: "import", payload: { path: "/x", format: "mbpp", dataset } }) as const;

async function start(processors: Partial<Processors> = {}) {
  const none = async () => {
    throw new Error("no engines here");
  };
  runner = await runJobs({
    database,
    processors: { ...idle, ...processors },
    engines: { verifier: none, scorer: none },
    concurrency: 2,
  });
}

const ended = (id: number) => followJob(database.db, id, () => {}, { everyMs: 20 });
const rowOf = async (id: number) => (await database.db.select().from(jobs).where(eq(jobs.id, id)))[0];

test("works a job, with its progress and result in its row", async () => {
  await start({
    import: async ({ payload, progress }) => {
      progress({ done: 1, total: 3, message: `reading ${payload.dataset}` });
      await sleep(600);
      progress({ done: 3, total: 3, message: "done" });
      return { datasetId: 7, problems: 3, unchanged: 0, rejected: [] };
    },
  });
  const id = await enqueueJob(database.db, importOf("one"));
  const seen: string[] = [];
  const job = await followJob(database.db, id, (row) => seen.push(row.message), { everyMs: 20 });
  expect(seen).toContain("reading one");
  expect(job).toMatchObject({ state: "succeeded", done: 3, total: 3, result: { datasetId: 7 }, error: null });
});

test("an enqueued job vanishes with the transaction that enqueued it", async () => {
  let id = 0;
  await database.db
    .transaction(async (tx) => {
      id = await enqueueJob(tx, importOf("rolled back"));
      tx.rollback();
    })
    .catch(() => {});
  expect(await rowOf(id)).toBeUndefined();
  const queued = await database.pool.query("select 1 from graphile_worker.jobs where key = $1", [
    `linewise:${id}`,
  ]);
  expect(queued.rowCount).toBe(0);
});

test("a failure is told in words and not tried again", async () => {
  await start({
    import: async () => {
      throw new AppError("invalid-input", "row 3 has no code");
    },
  });
  const job = await ended(await enqueueJob(database.db, importOf("bad")));
  expect(job).toMatchObject({ state: "failed", error: "row 3 has no code", attempts: 1 });
});

test("an error that is not ours is told without its details", async () => {
  await start({
    import: async () => {
      throw new Error('relation "problems" at /srv/secret');
    },
  });
  const job = await ended(await enqueueJob(database.db, importOf("driver")));
  expect(job.state).toBe("failed");
  expect(job.error).toMatch(/^The job stopped on an internal error; the log has it \(id \w+\)\.$/);
});

test("a running job that is cancelled stops at its checkpoint", async () => {
  await start({
    build: async ({ signal }) => {
      for (;;) {
        await sleep(20);
        signal.throwIfAborted();
      }
    },
  });
  const id = await enqueueJob(database.db, { kind: "build", payload: { datasetId: 1 } });
  await followJob(database.db, id, (job) => job.state === "running" && cancelJob(database.db, id), {
    everyMs: 20,
  });
  expect(await rowOf(id)).toMatchObject({ state: "cancelled", cancelRequested: true });
});

test("a waiting job that is cancelled is never begun", async () => {
  const id = await enqueueJob(database.db, importOf("never"));
  await cancelJob(database.db, id);
  const begun: string[] = [];
  await start({
    import: async ({ payload }) => {
      begun.push(payload.dataset);
      return imported;
    },
  });
  await ended(await enqueueJob(database.db, importOf("after it")));
  expect(begun).toEqual(["after it"]);
  expect(await rowOf(id)).toMatchObject({ state: "cancelled", attempts: 0 });
});

test("jobs of one dataset run one after the other", async () => {
  let running = 0;
  let most = 0;
  const one = async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(50);
    running -= 1;
  };
  await start({
    build: async (context) => one().then(() => idle.build(context)),
    score: async (context) => one().then(() => idle.score(context)),
  });
  const [set] = (await database.pool.query("insert into datasets (name) values ('serial') returning id"))
    .rows;
  const ids = [
    await enqueueJob(database.db, { kind: "build", payload: { datasetId: set.id }, datasetId: set.id }),
    await enqueueJob(database.db, { kind: "score", payload: { datasetId: set.id }, datasetId: set.id }),
  ];
  await Promise.all(ids.map(ended));
  expect(most).toBe(1);
});

test("stopping the runner gives its job back, and the next runner finishes it", async () => {
  await start({
    import: async ({ signal }) => {
      await sleep(10_000, undefined, { signal });
      return imported;
    },
  });
  const id = await enqueueJob(database.db, importOf("stopped"));
  while ((await rowOf(id))?.state !== "running") await sleep(20);
  await runner?.stop();
  expect(await rowOf(id)).toMatchObject({ state: "queued" });
  await start({
    import: async ({ progress }) => {
      progress({ done: 5, total: 8, message: "found" });
      progress({ done: 8, total: 8, message: "done" });
      return imported;
    },
  });
  expect(await ended(id)).toMatchObject({ state: "succeeded", attempts: 2, done: 8, doneBefore: 5 });
});

test("a job whose worker was killed is taken up by the next one", async () => {
  const id = await enqueueJob(database.db, importOf("killed"));
  const fixture = repoPath("server/jobs/fixtures/endless-worker.ts");
  const worker = spawn(process.execPath, ["--import", "tsx", fixture, database.url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(worker.stdout, "data");
  expect(await isWorkerRunning(database.db)).toBe(true);
  worker.kill("SIGKILL");
  await once(worker, "exit");
  await start();
  expect(await ended(id)).toMatchObject({ state: "succeeded", attempts: 2 });
});

test("a failure that may pass is tried again", async () => {
  let tries = 0;
  await start({
    import: async (context) => {
      tries += 1;
      if (tries === 1) throw new AppError("unavailable", "the disk is away");
      return idle.import(context);
    },
  });
  const job = await ended(await enqueueJob(database.db, importOf("again")));
  expect(job).toMatchObject({ state: "succeeded", attempts: 2 });
});
