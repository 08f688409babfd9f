import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { teacherCalls } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { AppError } from "#server/core/errors";
import { type Seeded, seedProblem } from "#server/labels/testing";
import type { LiveClient } from "#server/live/index";
import type { LiveRequest } from "#server/live/schema";
import { createCaller } from "../root";

const dataDir = mkdtempSync(path.join(tmpdir(), "linewise-teacher-api-"));
// Read once, when the first procedure needs it: the key of this test is none of the data folder's.
process.env.LINEWISE_DATA_DIR = dataDir;

let database: Database;
let seeded: Seeded;
let api: ReturnType<typeof createCaller>;
const tested: LiveRequest<"testTeacher">[] = [];

const down = () => Promise.reject(new AppError("unavailable", "The worker is not running."));
const live: LiveClient = {
  verify: down,
  score: down,
  countMutants: down,
  scorePrograms: down,
  installModel: down,
  training: down,
  lineMutants: down,
  trace: down,
  status: down,
  testTeacher: async (request) => {
    tested.push(request);
    return { outcome: "works", model: "tiny-1", latencyMs: 12, structured: true };
  },
};
const here = { baseUrl: "https://models.example/v1", model: "tiny" };

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
  api = createCaller({ db: database.db, live, annotator: "ann" });
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

it("starts nothing before a model is set up", async () => {
  const go = { datasetId: seeded.datasetId, options: {} };
  await expect(api.teacher.start(go)).rejects.toThrow("not set up");
  await expect(api.teacher.estimate(go)).rejects.toThrow("not set up");
  expect(await api.teacher.settings()).toMatchObject({ configured: false, keySource: "none" });
});

it("never answers with the key, and sends it for a test to its own address only", async () => {
  const saved = await api.teacher.save({ ...here, apiKey: "sk-secret", prices: { input: 1, output: 2 } });
  expect(saved).toMatchObject({ ...here, keySource: "stored", configured: true });
  expect(JSON.stringify([saved, await api.teacher.settings()])).not.toContain("sk-secret");
  expect(await api.teacher.test(here)).toMatchObject({ outcome: "works", model: "tiny-1" });
  await api.teacher.test({ ...here, baseUrl: "https://other.example/v1" });
  expect(tested.map(({ endpoint }) => endpoint.apiKey)).toEqual(["sk-secret", null]);
});

it("estimates a go, less what is paid for, and starts it as it was asked for", async () => {
  const { datasetId, problemId } = seeded;
  const options = { mutations: 2, refactorings: 1 };
  const estimate = await api.teacher.estimate({ datasetId, options });
  // Five code lines, one of them the definition's header.
  expect(estimate).toMatchObject({ problems: 1, calls: 4, mutants: 12, seconds: null, basis: "lengths" });
  expect(estimate.costUsd).toBeCloseTo((estimate.promptTokens + 2 * estimate.completionTokens) / 1e6);
  const call = {
    datasetId,
    problemId,
    jobId: 1,
    line: 3,
    prompt: "rewrite-statement@1",
    promptDigest: "x",
    model: "tiny",
    temperature: 0.8,
    ...options,
    reply: "{}",
    latencyMs: 1,
    attempts: 1,
    maxTokens: 1500,
    chargedPrompt: 1,
    chargedCompletion: 1,
  };
  // A reply that had too little room is not there.
  const cutOff = { proposed: 1, kept: 0, dropped: { "cut-off": 1 } };
  await database.db
    .insert(teacherCalls)
    .values([
      call,
      { ...call, line: 2, promptDigest: "y", maxTokens: 100, outcome: cutOff },
      { ...call, line: 4, promptDigest: "z", maxTokens: 100, outcome: { ...cutOff, kept: 1 } },
      { ...call, line: 4, promptDigest: "z", maxTokens: 1500 },
    ]);
  expect(await api.teacher.estimate({ datasetId, options })).toMatchObject({ calls: 2 });
  // Asked often enough, other amounts of the same model tell how many are kept and how long a call takes.
  const earlier = {
    mutations: 4,
    refactorings: 0,
    latencyMs: 6_000,
    promptTokens: 100,
    completionTokens: 80,
  };
  await database.db.insert(teacherCalls).values(
    Array.from({ length: 20 }, (_, index) => ({
      ...call,
      ...earlier,
      line: 1_000 + index,
      outcome: { proposed: 4, kept: index % 2 === 0 ? 3 : 1, dropped: {} },
    })),
  );
  const known = await api.teacher.estimate({ datasetId, options: { mutations: 2, refactorings: 2 } });
  const { concurrency } = await api.teacher.settings();
  expect(known).toMatchObject({ basis: "earlier-calls", calls: 4, mutants: 8, promptTokens: 400 });
  expect(known.seconds).toBeCloseTo((4 * 6) / concurrency);
  const { jobId } = await api.teacher.start({ datasetId, options });
  expect(await api.jobs.get({ id: jobId })).toMatchObject({ kind: "teach", datasetId, state: "queued" });
  const stored = await database.pool.query("select payload from jobs where id = $1", [jobId]);
  expect(stored.rows[0].payload).toEqual({
    datasetId,
    options,
    sampling: { model: "tiny", temperature: 0.8, maxTokens: 1500 },
    prices: { input: 1, output: 2 },
  });
});

it("refuses amounts that ask for nothing", async () => {
  const options = { mutations: 0, refactorings: 0 };
  await expect(api.teacher.start({ datasetId: seeded.datasetId, options })).rejects.toThrow("at least one");
});
