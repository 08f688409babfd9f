import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { createTestDatabase } from "#db/testing";
import { AppError } from "#server/core/errors";
import { type Seeded, seedProblem } from "#server/labels/testing";
import type { LiveClient } from "#server/live/index";
import { createCaller } from "./root";

let database: Database;
let seeded: Seeded;
let api: ReturnType<typeof createCaller>;

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
  testTeacher: down,
  status: down,
};

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
  api = createCaller({ db: database.db, live, annotator: "ann" });
});
afterAll(() => database.close());

describe("the router", () => {
  it("answers for a dataset from overview to line", async () => {
    const { datasetId } = seeded;
    expect(await api.datasets.list()).toMatchObject([
      { id: datasetId, problems: 1, builtProblems: 1, programs: 3 },
    ]);
    const { items } = await api.datasets.problems({ datasetId });
    expect(items).toMatchObject([{ key: "1", programs: 3, reasons: { survived: 1 } }]);
    expect(await api.datasets.facets({ datasetId })).toMatchObject({ total: 1 });
    const { id } = await api.problems.find({ datasetId, key: "1" });
    const problem = await api.problems.get({ id });
    expect(problem.mutants.map(({ parentLine, label }) => [parentLine, label])).toEqual([
      [3, "incorrect"],
      [7, null],
    ]);
    const program = await api.programs.get({ id: seeded.failingId });
    expect(program.operatorSummary).toEqual(expect.any(String));
    expect(program.lines.map(({ from }) => from)).toEqual([
      "parent",
      "parent",
      "rule",
      "tainted",
      "tainted",
      "rule",
      "tainted",
      "tainted",
    ]);
    expect(await api.datasets.operatorStats({ datasetId })).toMatchObject([
      { operator: "arithmetic-swap", mutants: 2, survivors: 1, overrides: 0 },
    ]);
  });

  it("decides in the annotator's name", async () => {
    const vote = {
      clientEvent: randomUUID(),
      programId: seeded.failingId,
      line: 3,
      value: "keep" as const,
      seenSeq: 0,
    };
    expect(await api.labels.vote(vote)).toMatchObject({ outcome: "saved", events: [{ annotator: "ann" }] });
    expect(await api.labels.history({ programId: seeded.failingId })).toHaveLength(1);
  });

  it("previews an export and lists what can be audited", async () => {
    const { datasetId } = seeded;
    const preview = await api.export.preview({ datasetId });
    expect(preview).toMatchObject({ problems: 1, programs: 3, manifest: { rule: "mutation@1" } });
    expect((await api.audit.list({ datasetId })).items).toHaveLength(1);
    expect(await api.audit.counts({ datasetId })).toEqual({ open: { survived: 1 }, settled: 0 });
  });

  it("asks for jobs and shows them", async () => {
    const { datasetId } = seeded;
    const { jobId } = await api.datasets.build({ datasetId, options: { perProgram: 3 } });
    expect(await api.jobs.get({ id: jobId })).toMatchObject({
      kind: "build",
      state: "queued",
      datasetName: "seeded",
    });
    await expect(api.jobs.resume({ id: jobId })).rejects.toMatchObject({ code: "CONFLICT" });
    await api.jobs.cancel({ id: jobId });
    const resumed = await api.jobs.resume({ id: jobId });
    expect((await api.jobs.list({ limit: 2 })).map(({ id, state }) => [id, state])).toEqual([
      [resumed.jobId, "queued"],
      [jobId, "cancelled"],
    ]);
  });

  it("says what is wrong in words and by code", async () => {
    await expect(api.problems.get({ id: 0 })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "There is no problem 0.",
      cause: expect.any(AppError),
    });
    await expect(api.score.run({ statement: "", code: "x" })).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
    });
    await expect(api.datasets.remove({ id: seeded.datasetId, confirmName: "no" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const pasted = { code: "def f(): return 1", tests: ["print(f())"] };
    await expect(api.score.runTests(pasted)).rejects.toThrow(/None of the tests can be run/);
    const long = { ...pasted, tests: Array(100).fill(`assert f() == "${"x".repeat(10_000)}"`) };
    await expect(api.score.runTests(long)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(api.score.runTests({ ...pasted, code: "x".repeat(200_000) })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("takes a number that no row can have for a mistake of the caller", async () => {
    const id = 2 ** 31;
    await expect(api.datasets.get({ id })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(api.problems.get({ id })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(api.jobs.get({ id })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(api.programs.get({ id: 2 ** 40 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const vote = { clientEvent: randomUUID(), programId: seeded.failingId, value: "keep" as const };
    await expect(api.labels.vote({ ...vote, line: id, seenSeq: 0 })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const history = { programId: seeded.failingId, line: id };
    await expect(api.labels.history(history)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("keeps a fault of its own to its log", async () => {
    const broken = createCaller({
      db: database.db,
      annotator: "ann",
      live: { ...live, score: () => JSON.parse("{") },
    });
    await expect(broken.score.run({ statement: "", code: "x" })).rejects.toMatchObject({
      code: "INTERNAL_SERVER_ERROR",
      message: expect.not.stringContaining("JSON"),
    });
  });

  it("says that the worker is down and that everything else works", async () => {
    const status = await api.system.status();
    expect(status).toMatchObject({
      status: "degraded",
      worker: { state: "down" },
      database: { state: "ready" },
    });
    expect((await api.system.operators()).length).toBeGreaterThan(8);
  });
});
