import { desc } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { jobs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { AppError } from "#server/core/errors";
import { storeSearch } from "#server/labels/index";
import { type Seeded, seedProblem } from "#server/labels/testing";
import { liveClient } from "#server/live/index";
import type { DistinguishingInput } from "#server/verification/schema";
import { createCaller } from "../root";

let database: Database;
let seeded: Seeded;
let api: ReturnType<typeof createCaller>;

const input: DistinguishingInput = {
  call: "f(3)",
  difference: "value",
  reference: "4",
  mutant: "5",
  referenceRaises: false,
  test: { kind: "call", call: "f(3)", expected: "4" },
};

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
  api = createCaller({ db: database.db, live: liveClient("/nowhere"), annotator: "ann" });
  await database.db.transaction((tx) =>
    storeSearch(tx, {
      programId: seeded.survivorId,
      suiteVersion: 1,
      engineVersion: 1,
      seed: 0,
      budget: 200,
      tried: 50,
      triedRaising: 0,
      reached: true,
      infected: true,
      ms: 20,
      inputs: [input, { ...input, call: "f(nan)", test: null }],
    }),
  );
});
afterAll(() => database.close());

const lastJob = async () => (await database.db.select().from(jobs).orderBy(desc(jobs.id)).limit(1))[0];
const view = () => api.distinguish.get({ programId: seeded.survivorId });

it("starts a search of one survivor, and says which job it is", async () => {
  const { datasetId, survivorId } = seeded;
  const { jobId } = await api.distinguish.start({ datasetId, programId: survivorId });
  expect(await lastJob()).toMatchObject({
    id: jobId,
    kind: "distinguish",
    payload: { datasetId, programId: survivorId, seed: 0, budget: 200 },
  });
  expect((await view()).jobId).toBe(jobId);
  expect((await api.distinguish.get({ programId: seeded.failingId })).jobId).toBeNull();
  await api.jobs.cancel({ id: jobId });
  expect((await view()).jobId).toBeNull();
});

it("re-runs the problem's programs for a valid input, and nothing for one that is not", async () => {
  const { datasetId, problemId } = seeded;
  const [first] = (await view()).inputs;
  const judged = { searchId: first?.searchId ?? 0, ordinal: 0 };
  expect(await api.distinguish.judge({ ...judged, valid: false })).toEqual({
    suiteVersion: null,
    jobId: null,
  });
  const { suiteVersion, jobId } = await api.distinguish.judge({ ...judged, valid: true });
  expect(suiteVersion).toBe(2);
  expect(await lastJob()).toMatchObject({
    id: jobId,
    kind: "rerun",
    payload: { datasetId, filter: { problemIds: [problemId] }, times: 1 },
  });
  expect((await view()).inputs[0]?.judgement).toMatchObject({ valid: true, annotator: "ann" });
});

it("refuses an input that is unknown, or that no test can expect anything of", async () => {
  const [first] = (await view()).inputs;
  const searchId = first?.searchId ?? 0;
  await expect(api.distinguish.judge({ searchId, ordinal: 7, valid: true })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const refused = api.distinguish.judge({ searchId, ordinal: 1, valid: true });
  await expect(refused).rejects.toMatchObject({ cause: expect.any(AppError), code: "BAD_REQUEST" });
  expect((await view()).inputs[1]?.judgement).toBeNull();
});
