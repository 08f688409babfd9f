import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Database } from "#db/client";
import { datasets, jobs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { jobContracts } from "../contracts";
import { cancelJob, enqueueJob } from "../enqueue";
import { sweepUploads, uploadsFolder } from "../index";
import { processImport } from "./import";

const model = vi.hoisted(() => ({ dir: "/nowhere" }));
vi.mock(import("#server/core/model-dir"), () => ({ defaultModelDir: () => model.dir }));

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "linewise-import-job-"));
  await mkdir(uploadsFolder(folder));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function upload(name: string, text?: string): Promise<string> {
  const row = {
    task_id: 1,
    text: `Add ${name}.`,
    code: "def f(a):\n    return a",
    test_list: ["assert f(1) == 1"],
  };
  const file = path.join(uploadsFolder(folder), name);
  await writeFile(file, text ?? JSON.stringify(row));
  return file;
}

async function enqueue(file: string): Promise<number> {
  const payload = {
    path: file,
    format: "mbpp",
    dataset: path.basename(file),
    build: {},
    deleteAfter: true,
  } as const;
  return enqueueJob(database.db, { kind: "import", payload });
}

async function work(jobId: number, signal = new AbortController().signal) {
  const [job] = await database.db.select().from(jobs).where(eq(jobs.id, jobId));
  const none = () => Promise.reject(new Error("not asked for"));
  return processImport({
    job: { id: jobId, datasetId: null, attempts: 1 },
    payload: jobContracts.import.payload.parse(job?.payload),
    db: database.db,
    signal,
    progress: () => {},
    engines: { verifier: none, scorer: none },
  });
}

const kindsAfter = async (datasetId: number) => {
  const rows = await database.db
    .select({ kind: jobs.kind })
    .from(jobs)
    .where(eq(jobs.datasetId, datasetId))
    .orderBy(asc(jobs.id));
  return rows.map(({ kind }) => kind);
};

it("does nothing twice when it is begun anew after its import was committed", async () => {
  const file = await upload("killed.jsonl");
  const id = await enqueue(file);
  const first = await work(id);
  expect(existsSync(file)).toBe(false);
  const kinds = await kindsAfter(first.datasetId);
  expect(kinds).toEqual(["import", "build"]);
  expect(await work(id)).toEqual(first);
  expect(await kindsAfter(first.datasetId)).toEqual(kinds);
});

it("has the dataset scored only where there is a model", async () => {
  await writeFile(path.join(folder, "prm.json"), "{}");
  model.dir = folder;
  const { datasetId } = await work(await enqueue(await upload("scored.jsonl")));
  model.dir = "/nowhere";
  expect(await kindsAfter(datasetId)).toEqual(["import", "build", "score"]);
});

it("leaves neither problems nor jobs when it is stopped before its end", async () => {
  const file = await upload("stopped.jsonl");
  const id = await enqueue(file);
  const stop = new AbortController();
  stop.abort(new Error("stopped"));
  await expect(work(id, stop.signal)).rejects.toThrow();
  expect(await database.db.$count(datasets, eq(datasets.name, "stopped.jsonl"))).toBe(0);
  expect(existsSync(file)).toBe(true);
});

it("keeps the file of an import that failed, which can go on, and says when it is gone", async () => {
  const file = await upload("bad.jsonl", "nonsense");
  const id = await enqueue(file);
  await expect(work(id)).rejects.toThrow(/line 1/);
  expect(existsSync(file)).toBe(true);
  await rm(file);
  await expect(work(id)).rejects.toThrow(/upload it again/);
});

it("sweeps uploads that nothing will read any more", async () => {
  const state = async (name: string, set: Partial<typeof jobs.$inferInsert>) => {
    const file = await upload(name);
    const id = await enqueue(file);
    await database.db.update(jobs).set(set).where(eq(jobs.id, id));
    return { file, id };
  };
  const now = new Date();
  const long = new Date(now.getTime() - 30 * 24 * 3600_000);
  const kept = [
    await state("queued", { state: "queued" }),
    await state("failed", { state: "failed", startedAt: now, finishedAt: now }),
    await state("interrupted", { state: "cancelled", startedAt: now, finishedAt: now }),
  ].map(({ file }) => file);
  kept.push(await upload("being-written.partial"));
  const cancelled = await state("cancelled", { state: "queued" });
  await cancelJob(database.db, cancelled.id);
  const gone = [
    cancelled,
    await state("done", { state: "succeeded", startedAt: now, finishedAt: now }),
    await state("failed-long-ago", { state: "failed", startedAt: long, finishedAt: long }),
  ].map(({ file }) => file);
  const partial = await upload("left.partial");
  await utimes(partial, long, long);
  gone.push(partial);
  await sweepUploads(database.db, folder);
  expect(kept.filter((file) => !existsSync(file))).toEqual([]);
  expect(gone.filter((file) => existsSync(file))).toEqual([]);
});
