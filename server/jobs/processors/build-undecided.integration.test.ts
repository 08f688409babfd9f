import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { problems, programs, runs } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { AppError } from "#server/core/errors";
import { splitLines } from "#server/core/lines";
import type { Verdict } from "#server/core/vocabulary";
import { importFile } from "#server/datasets/index";
import { defaultLimits, type Verifier } from "#server/verification/index";
import type { RunResult } from "#server/verification/schema";
import { processBuild } from "./build";

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "linewise-undecided-"));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const code = "def add(a, b):\n    total = a + b\n    return total";

async function imported(dataset: string): Promise<number> {
  const file = path.join(folder, `${dataset}.jsonl`);
  const row = { task_id: 1, text: `Add ${dataset}.`, code, test_list: ["assert add(1, 2) == 3"] };
  await writeFile(file, JSON.stringify(row));
  return (await importFile(database.db, { path: file, format: "mbpp", dataset })).datasetId;
}

function ran(source: string, verdict: Verdict): RunResult {
  return {
    verdict,
    outcomes: [],
    executedLines: splitLines(source).map((_, index) => index + 1),
    failingLine: null,
    message: null,
    traceback: null,
    stdout: null,
    cpuUs: 1,
    wallUs: 1,
    peakKb: null,
    limits: defaultLimits,
    attempts: 1,
    provider: "test",
    interpreter: "test",
  };
}

/** Builds with a sandbox that says what `judge` says. */
async function build(datasetId: number, judge: (source: string) => Verdict) {
  const asked: string[] = [];
  const verifier: Verifier = {
    verify: async ({ source }) => {
      asked.push(source);
      return ran(source, judge(source));
    },
    status: () => ({ state: "ready", provider: "test", interpreter: "test", reason: null, checks: [] }),
    trace: () => Promise.reject(new AppError("unavailable", "nothing is traced here")),
    evaluate: () => Promise.reject(new AppError("unavailable", "nothing is evaluated here")),
    close: async () => {},
  };
  const result = await processBuild({
    job: { id: 1, datasetId, attempts: 1 },
    payload: { datasetId, options: { seed: 0, perProgram: 6 } },
    db: database.db,
    signal: new AbortController().signal,
    progress: () => {},
    engines: {
      verifier: async () => verifier,
      scorer: () => Promise.reject(new AppError("unavailable", "nothing is scored here")),
    },
  });
  return { result, asked };
}

const verdictsOf = async (datasetId: number) => {
  const rows = await database.db
    .select({ origin: programs.origin, verdict: programs.verdict })
    .from(programs)
    .where(eq(programs.datasetId, datasetId));
  return rows.map(({ origin, verdict }) => `${origin} ${verdict}`).sort();
};
const healthy = (source: string): Verdict => (source === code ? "passed" : "wrong-answer");
const broken = (): Verdict => "infra-error";

it("completes mutants that the sandbox failed at, over as many builds as it takes", async () => {
  const datasetId = await imported("mutants");
  const first = await build(datasetId, (source) => (source === code ? "passed" : "infra-error"));
  expect(first.result).toMatchObject({ problems: 0, mutants: 0 });
  expect(first.result.failed).toEqual([{ key: "1", reason: expect.stringContaining("sandbox") }]);
  expect(await verdictsOf(datasetId)).toEqual(["reference passed"]);
  // One mutant recovers, which is kept although the problem's mark stays the same.
  const [lucky] = first.asked.filter((source) => source !== code);
  const second = await build(datasetId, (source) =>
    source === code ? "passed" : source === lucky ? "wrong-answer" : "infra-error",
  );
  expect(second.result).toMatchObject({ problems: 0, mutants: 1 });
  const third = await build(datasetId, healthy);
  expect(third.asked).not.toContain(lucky);
  const mutants = new Set(first.asked).size - 1;
  expect(third.result).toMatchObject({ problems: 1, mutants, failed: [] });
  expect((await verdictsOf(datasetId)).length).toBe(mutants + 1);
  expect((await build(datasetId, healthy)).asked).toEqual([]);
});

it("keeps what was said of a reference when a later run of it says nothing", async () => {
  const datasetId = await imported("reference");
  await build(datasetId, healthy);
  const before = await verdictsOf(datasetId);
  await forget(datasetId);
  expect((await build(datasetId, broken)).result).toMatchObject({ problems: 0 });
  expect(await verdictsOf(datasetId)).toEqual(before);
});

it("builds anew when the tests have a new version, and doubles nothing", async () => {
  const datasetId = await imported("anew");
  const first = await build(datasetId, healthy);
  const [verdicts, ran] = [await verdictsOf(datasetId), await database.db.$count(runs)];
  const [problem] = await database.db.select().from(problems).where(eq(problems.datasetId, datasetId));
  await database.pool.query(
    "insert into test_suites (problem_id, version, setup) select problem_id, 2, setup from test_suites where problem_id = $1",
    [problem?.id],
  );
  await database.pool.query(
    `insert into test_cases (problem_id, suite_version, ordinal, kind, spec, source)
     select problem_id, 2, ordinal, kind, spec, source from test_cases where problem_id = $1`,
    [problem?.id],
  );
  await database.db.update(problems).set({ suiteVersion: 2 }).where(eq(problems.datasetId, datasetId));
  const again = await build(datasetId, healthy);
  // The verdicts that count are the ones on the tests that count: every program runs again, and none is made again.
  expect(new Set(again.asked)).toEqual(new Set(first.asked));
  expect(await verdictsOf(datasetId)).toEqual(verdicts);
  expect(await database.db.$count(runs)).toBe(ran + first.asked.length);
  expect((await build(datasetId, healthy)).asked).toEqual([]);
});

async function forget(datasetId: number) {
  await database.pool.query("update problem_stats set built_with = 'other' where dataset_id = $1", [
    datasetId,
  ]);
}
