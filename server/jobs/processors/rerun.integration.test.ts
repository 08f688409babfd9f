import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/client";
import { autoLabels, problemStats, programs, runs, sources, suspicions } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { reasonsOf, suspicionReasons } from "#server/core/vocabulary";
import { addTestCase } from "#server/datasets/index";
import { getProgram } from "#server/labels/index";
import { castVote, labelsOf } from "#server/labels/testing";
import { defaultLimits, type Verifier } from "#server/verification/index";
import type { RunResult } from "#server/verification/schema";
import { rerunPayloadSchema } from "../contracts";
import { processBuild } from "./build";
import { processRerun } from "./rerun";
import { importRows, onlyVerifier, openSandboxed, type Sandboxed } from "./testing";

const told: RunResult = {
  verdict: "passed",
  outcomes: [],
  executedLines: null,
  failingLine: null,
  message: null,
  traceback: null,
  stdout: null,
  cpuUs: 1,
  wallUs: 1,
  peakKb: null,
  limits: defaultLimits,
  attempts: 2,
  provider: "test",
  interpreter: "test",
};

let database: Database;
let sandboxed: Sandboxed;
let verifier: Verifier;

beforeAll(async () => {
  sandboxed = await openSandboxed("rerun");
  ({ database, verifier } = sandboxed);
});
afterAll(() => sandboxed.close());

const code = "def count(n):\n    i = 0\n    while i < n:\n        i += 1\n    return i";

function contextOf<Payload>(payload: Payload, using: Verifier, signal = new AbortController().signal) {
  const engines = onlyVerifier(using);
  const job = { id: 1, datasetId: null, attempts: 1 };
  return { job, payload, db: database.db, signal, progress: () => {}, engines };
}

async function built(dataset: string): Promise<number> {
  const tests = ["assert count(3) == 3", "assert count(0) == 0"];
  const row = { task_id: 1, text: `Count ${dataset}.`, code, test_list: tests };
  const datasetId = await importRows(sandboxed, dataset, [row]);
  await processBuild(contextOf({ datasetId, options: { seed: 0, perLine: 4 } }, verifier));
  return datasetId;
}

const programsOf = (datasetId: number) =>
  database.db
    .select({
      id: programs.id,
      verdict: programs.verdict,
      runId: programs.currentRunId,
      source: sources.text,
      problemId: programs.problemId,
      origin: programs.origin,
      intent: programs.intent,
      reasonMask: programs.reasonMask,
      labelLine: programs.labelLine,
    })
    .from(programs)
    .innerJoin(sources, eq(sources.programId, programs.id))
    .where(eq(programs.datasetId, datasetId))
    .orderBy(asc(programs.id));
const runsOf = (programId: number) =>
  database.db.select().from(runs).where(eq(runs.programId, programId)).orderBy(asc(runs.id));
const rerun = (datasetId: number, given: object, using = verifier) =>
  processRerun(contextOf(rerunPayloadSchema.parse({ datasetId, ...given }), using));

/** The sandbox, but for one program, of which every other run fails. */
function flakyFor(source: string, verdict: "passed" | "wrong-answer"): Verifier {
  let calls = 0;
  return {
    status: () => verifier.status(),
    trace: (request) => verifier.trace(request),
    evaluate: (request) => verifier.evaluate(request),
    close: async () => {},
    verify: async (request, options) => {
      const result = await verifier.verify(request, options);
      if (request.source !== source) return result;
      calls += 1;
      return calls % 2 === 0 ? { ...result, verdict } : result;
    },
  };
}

it("keeps the timeout that a run repeats as a run of its own", async () => {
  const datasetId = await built("timeouts");
  const endless = (await programsOf(datasetId)).find(({ verdict }) => verdict === "timeout");
  const made = await runsOf(endless?.id ?? 0);
  expect(made.map(({ verdict, attempts }) => [verdict, attempts])).toEqual([
    ["timeout", 1],
    ["timeout", 2],
  ]);
  expect(made[1]?.cpuLimitMs).toBe(10 * (made[0]?.cpuLimitMs ?? 0));
  expect(endless?.runId).toBe(made[1]?.id);
});

it("appends runs that agree, and nothing else changes", async () => {
  const datasetId = await built("agree");
  const before = await programsOf(datasetId);
  const labels = await Promise.all(before.map(({ id }) => labelsOf(database.db, id)));
  const statistics = await database.db
    .select()
    .from(problemStats)
    .where(eq(problemStats.datasetId, datasetId));
  const suspected = await database.db.select().from(suspicions).where(eq(suspicions.datasetId, datasetId));
  const decided = before.find(({ verdict }) => verdict === "wrong-answer");
  await castVote(database.db, "ann", {
    programId: decided?.id ?? 0,
    line: decided?.labelLine ?? 0,
    value: "keep",
    seenSeq: 0,
  });

  const result = await rerun(datasetId, { times: 2, filter: { verdicts: ["wrong-answer", "passed"] } });
  const chosen = before.filter(({ verdict }) => verdict === "wrong-answer" || verdict === "passed");
  expect(result).toEqual({
    programs: chosen.length,
    runs: 2 * chosen.length,
    failed: 0,
    left: 0,
    flaky: 0,
    changed: 0,
  });
  expect(await programsOf(datasetId)).toEqual(before);
  expect(await Promise.all(before.map(({ id }) => labelsOf(database.db, id)))).toEqual(labels);
  expect(await database.db.select().from(problemStats).where(eq(problemStats.datasetId, datasetId))).toEqual(
    statistics.map((row) => ({
      ...row,
      labelledPrograms: expect.any(Number),
      settled: expect.any(Number),
      suspicion: row.suspicion,
    })),
  );
  const line = (await getProgram(database.db, decided?.id ?? 0)).lines[(decided?.labelLine ?? 0) - 1];
  expect([line?.from, line?.outdated]).toEqual(["override", false]);
  const after = await database.db.select().from(suspicions).where(eq(suspicions.datasetId, datasetId));
  expect(after.map(({ programId, reason }) => [programId, reason]).sort()).toEqual(
    suspected.map(({ programId, reason }) => [programId, reason]).sort(),
  );
  for (const { id } of chosen) expect(await runsOf(id)).toHaveLength(3);
});

it("finds a mutant that fails only sometimes: no label, and suspected of being flaky", async () => {
  const datasetId = await built("flaky");
  const [survivor] = (await programsOf(datasetId)).filter(
    ({ origin, verdict, reasonMask }) => origin === "mutant" && verdict === "passed" && reasonMask !== 0,
  );
  if (survivor === undefined) throw new Error("no survivor");
  const only = { filter: { programIds: [survivor.id] }, times: 3 };
  const result = await rerun(datasetId, only, flakyFor(survivor.source, "wrong-answer"));
  expect(result).toEqual({ programs: 1, runs: 3, failed: 0, left: 0, flaky: 1, changed: 1 });
  const [after] = (await programsOf(datasetId)).filter(({ id }) => id === survivor.id);
  const made = await runsOf(survivor.id);
  expect(after?.verdict).toBe("wrong-answer");
  expect(after?.runId).toBe(made.find(({ verdict }) => verdict === "wrong-answer")?.id);
  expect(reasonsOf(after?.reasonMask ?? 0)).toContain("flaky");
  const labels = await database.db
    .select()
    .from(autoLabels)
    .where(and(eq(autoLabels.programId, survivor.id), eq(autoLabels.rule, "mutation@1")));
  expect(labels[0]?.derivation).toContain("passes in some of its runs");
  const rows = await database.db.select().from(suspicions).where(eq(suspicions.programId, survivor.id));
  expect(rows.map(({ reason }) => suspicionReasons[reason])).toContain("flaky");
  const [statistics] = await database.db
    .select()
    .from(problemStats)
    .where(eq(problemStats.datasetId, datasetId));
  expect(statistics?.reasonCounts[suspicionReasons.indexOf("flaky")]).toBe(1);
});

it("takes the labels from the mutants of a reference that passes only sometimes", async () => {
  const datasetId = await built("reference");
  const [reference] = await programsOf(datasetId);
  const wrong = (await programsOf(datasetId)).find(({ verdict }) => verdict === "wrong-answer");
  const line = wrong?.labelLine ?? 0;
  expect((await labelsOf(database.db, wrong?.id ?? 0))[line - 1]).toBe("incorrect");
  const only = { filter: { programIds: [reference?.id ?? 0] }, times: 2 };
  await rerun(datasetId, only, flakyFor(code, "wrong-answer"));
  expect((await programsOf(datasetId))[0]?.verdict).toBe("wrong-answer");
  expect((await labelsOf(database.db, wrong?.id ?? 0))[line - 1]).toBeNull();
});

it("goes on where it was interrupted", async () => {
  const datasetId = await built("resumed");
  const payload = rerunPayloadSchema.parse({ datasetId, times: 2, filter: { intents: ["mutate"] } });
  const first = await processRerun(contextOf(payload, verifier));
  const count = await database.db.$count(runs);
  const again = await processRerun(contextOf(payload, verifier));
  expect(again).toEqual({ ...first, changed: 0 });
  expect(await database.db.$count(runs)).toBe(count);
  const stopped = AbortSignal.abort(new AppError("cancelled", "Cancelled."));
  const other = rerunPayloadSchema.parse({ datasetId, times: 1 });
  await expect(processRerun(contextOf(other, verifier, stopped))).rejects.toThrow("Cancelled");
  expect(await database.db.$count(runs)).toBe(count);
});

it("stores a problem's many runs bit by bit, and goes on among them where it was interrupted", async () => {
  const datasetId = await built("many");
  const chosen = await programsOf(datasetId);
  expect(chosen.length).toBeGreaterThan(5);
  const payload = rerunPayloadSchema.parse({ datasetId, times: 100 });
  const stop = new AbortController();
  let calls = 0;
  /** Says at once what the build found, but nothing of the reference, and stops the job at the 650th run. */
  const quick: Verifier = {
    ...flakyFor("", "passed"),
    verify: async ({ source }) => {
      calls += 1;
      if (calls === 650) stop.abort(new AppError("cancelled", "Cancelled."));
      const verdict = chosen.slice(1).find((program) => program.source === source)?.verdict ?? "infra-error";
      return { ...told, verdict };
    },
  };
  await expect(processRerun(contextOf(payload, quick, stop.signal))).rejects.toThrow("Cancelled");
  const ofBatch = () => database.db.$count(runs, eq(runs.batch, payload.batch));
  expect(await ofBatch()).toBe(500);
  calls = 1_000;
  const result = await processRerun(contextOf(payload, quick));
  expect(result).toMatchObject({ programs: chosen.length, runs: 100 * chosen.length, failed: 100 });
  expect(await ofBatch()).toBe(100 * chosen.length);
  expect(calls).toBe(1_000 + 100 * (chosen.length - 5));
});

/** Gives the dataset's only problem one more test. */
async function addTest(datasetId: number, n: number): Promise<void> {
  const [program] = await programsOf(datasetId);
  const spec = { kind: "call", call: `count(${n})`, expected: `${n}` } as const;
  const test = { problemId: program?.problemId ?? 0, spec, source: `assert count(${n}) == ${n}` };
  await database.db.transaction((tx) => addTestCase(tx, test));
}

it("gives mutants the time that the present tests take, not the earlier ones", async () => {
  const datasetId = await built("costly");
  const correct = (await programsOf(datasetId)).filter(({ intent }) => intent === "refactor");
  expect(correct.length).toBeGreaterThan(0);
  expect(new Set(correct.map(({ verdict }) => verdict))).toEqual(new Set(["passed"]));
  await addTest(datasetId, 5_000_000);
  await rerun(datasetId, { times: 1, filter: { programIds: correct.map(({ id }) => id) } });
  const after = (await programsOf(datasetId)).filter(({ intent }) => intent === "refactor");
  expect(after.map(({ verdict }) => verdict)).toEqual(correct.map(() => "passed"));
  for (const { id } of after) expect((await runsOf(id)).at(-1)?.suiteVersion).toBe(2);
});

it("leaves mutants alone when the sandbox says nothing of their reference on new tests", async () => {
  const datasetId = await built("unknown-cost");
  await addTest(datasetId, 2);
  const before = await programsOf(datasetId);
  const broken: Verifier = {
    ...flakyFor("", "passed"),
    verify: async (request, options) => {
      const result = await verifier.verify(request, options);
      return request.source === code ? { ...result, verdict: "infra-error" } : result;
    },
  };
  const result = await rerun(datasetId, { times: 1 }, broken);
  expect(result).toMatchObject({ programs: 1, runs: 1, failed: 1, left: before.length - 1, changed: 0 });
  expect(await programsOf(datasetId)).toEqual(before);
});
