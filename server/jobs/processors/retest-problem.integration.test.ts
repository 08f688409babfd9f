import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Database } from "#db/client";
import { problemStats, programs, runs } from "#db/schema/index";
import { addTestCase, getSuite } from "#server/datasets/index";
import { getDistinguishing, getProgram, judgeInput } from "#server/labels/index";
import { castVote, saved } from "#server/labels/testing";
import { defaultLimits, limitsFromReference, type Verifier } from "#server/verification/index";
import type { Limits, RunResult } from "#server/verification/schema";
import { processBuild } from "./build";
import type { Verify } from "./build-problem";
import { processDistinguish } from "./distinguish";
import { environmentIds } from "./environment";
import { processRerun } from "./rerun";
import { retestProblem } from "./retest-problem";
import { importRows, largestRow, onlyVerifier, openSandboxed, type Sandboxed } from "./testing";

vi.setConfig({ testTimeout: 240_000 });

let database: Database;
let verifier: Verifier;
let sandboxed: Sandboxed;

beforeAll(async () => {
  sandboxed = await openSandboxed("retest");
  ({ database, verifier } = sandboxed);
});
afterAll(() => sandboxed.close());

function contextOf(datasetId: number) {
  return {
    job: { id: 1, datasetId, attempts: 1 },
    db: database.db,
    signal: new AbortController().signal,
    progress: () => {},
    engines: onlyVerifier(verifier),
  };
}

const build = (datasetId: number) =>
  processBuild({ ...contextOf(datasetId), payload: { datasetId, options: { seed: 0, intent: "mutate" } } });

async function built(dataset: string): Promise<number> {
  const datasetId = await importRows(sandboxed, dataset, [largestRow]);
  await build(datasetId);
  return datasetId;
}

/** A built dataset whose survivors were searched, and one of them with an input that can join the tests. */
async function searched(dataset: string) {
  const datasetId = await built(dataset);
  await processDistinguish({
    ...contextOf(datasetId),
    payload: { datasetId, programId: null, seed: 0, budget: 100 },
  });
  const survivors = await database.db
    .select({ id: programs.id, problemId: programs.problemId })
    .from(programs)
    .where(
      and(eq(programs.datasetId, datasetId), eq(programs.intent, "mutate"), eq(programs.verdict, "passed")),
    )
    .orderBy(asc(programs.id));
  for (const { id, problemId } of survivors) {
    const { inputs } = await getDistinguishing(database.db, id);
    const input = inputs.find(({ canJoin, referenceRaises }) => canJoin && !referenceRaises);
    if (input !== undefined) return { datasetId, problemId, programId: id, input };
  }
  throw new Error("no survivor was told apart");
}

type Searched = Awaited<ReturnType<typeof searched>>;
const judge = ({ input: { searchId, ordinal } }: Searched, valid: boolean) =>
  database.db.transaction((tx) => judgeInput(tx, "ann", { searchId, ordinal, valid }));
const runsOf = (programId: number) =>
  database.db.select().from(runs).where(eq(runs.programId, programId)).orderBy(asc(runs.id));

async function expectRetested({ problemId, programId }: Searched) {
  const { verdict, lines, labelLine } = await getProgram(database.db, programId);
  expect(verdict).not.toBe("passed");
  const made = await runsOf(programId);
  expect(made.map(({ suiteVersion }) => suiteVersion).slice(0, 1)).toEqual([1]);
  expect(made.at(-1)).toMatchObject({ suiteVersion: 2, verdict });
  const all = await database.db
    .select({ origin: programs.origin, verdict: programs.verdict, suiteVersion: runs.suiteVersion })
    .from(programs)
    .innerJoin(runs, eq(runs.id, programs.currentRunId))
    .where(eq(programs.problemId, problemId));
  expect(new Set(all.map(({ suiteVersion }) => suiteVersion))).toEqual(new Set([2]));
  expect(all.find(({ origin }) => origin === "reference")?.verdict).toBe("passed");
  return lines.find(({ line }) => line === labelLine);
}

it("a valid input joins the tests as a new version, on which the problem's programs are run", async () => {
  const found = await searched("joined");
  const { datasetId, problemId, programId, input } = found;
  const { labelLine } = await getProgram(database.db, programId);
  saved(
    await castVote(database.db, "ann", {
      programId,
      line: labelLine ?? 0,
      value: "correct",
      reason: "equivalent",
      seenSeq: 0,
    }),
  );
  expect(await judge(found, true)).toEqual({ problemId, datasetId, suiteVersion: 2 });
  const { version, suite, sources } = await getSuite(database.db, problemId);
  expect([version, suite.cases.length]).toEqual([2, 3]);
  expect(sources.at(-1)).toBe(`assert ${input.call} == ${input.reference}`);
  const view = await getDistinguishing(database.db, programId);
  expect(view.search?.outdated).toBe(true);
  expect(view.inputs.find(({ call }) => call === input.call)?.judgement).toMatchObject({
    valid: true,
    suiteVersion: 2,
    annotator: "ann",
  });

  await processRerun({
    ...contextOf(datasetId),
    payload: {
      datasetId,
      filter: { problemIds: [problemId] },
      times: 1,
      batch: "6f1c0b1e-7d0a-4a55-8a0e-9a4b1c2d3e4f",
    },
  });
  // The decision stands, and is known to rest on another run.
  expect(await expectRetested(found)).toMatchObject({
    label: "correct",
    automatic: "incorrect",
    outdated: true,
    reason: "equivalent",
  });
  const [stats] = await database.db.select().from(problemStats).where(eq(problemStats.problemId, problemId));
  expect(stats?.tests).toBe(3);
  // The same test does not join twice.
  expect((await judge(found, true)).suiteVersion).toBe(2);
});

it("a build runs what was run on earlier tests again, once", async () => {
  const found = await searched("rebuilt");
  await judge(found, true);
  await build(found.datasetId);
  expect(await expectRetested(found)).toMatchObject({ label: "incorrect", outdated: false });
  const made = await runsOf(found.programId);
  await build(found.datasetId);
  expect(await runsOf(found.programId)).toEqual(made);
});

it("remembers an input that is not valid, and changes no test by it", async () => {
  const found = await searched("refused");
  expect((await judge(found, false)).suiteVersion).toBeNull();
  const { inputs, search } = await getDistinguishing(database.db, found.programId);
  expect(search?.outdated).toBe(false);
  const judged = inputs.find(({ call }) => call === found.input.call);
  expect(judged?.judgement).toMatchObject({ valid: false, suiteVersion: null, annotator: "ann" });
  // The last word counts.
  expect((await judge(found, true)).suiteVersion).toBe(2);
});

const told: RunResult = {
  verdict: "passed",
  outcomes: [],
  executedLines: null,
  failingLine: null,
  message: null,
  traceback: null,
  stdout: null,
  cpuUs: 30_000,
  wallUs: 30_000,
  peakKb: null,
  limits: defaultLimits,
  attempts: 1,
  provider: "test",
  interpreter: "test",
};

/** A problem of a built dataset whose tests have a case more than its programs were run on. */
async function outdated(dataset: string) {
  const datasetId = await built(dataset);
  const own = await database.db
    .select({ problemId: programs.problemId })
    .from(programs)
    .where(eq(programs.datasetId, datasetId));
  const problemId = own[0]?.problemId ?? 0;
  const spec = { kind: "call", call: "largest([4])", expected: "4" } as const;
  await database.db.transaction((tx) =>
    addTestCase(tx, { problemId, spec, source: "assert largest([4]) == 4" }),
  );
  /** Runs it on them, with a sandbox that says this of the reference and that of the others. */
  const retest = async (ofReference: Partial<RunResult>, ofMutants: Partial<RunResult>) => {
    const asked: { reference: boolean; limits: Partial<Limits> }[] = [];
    const verify: Verify = async (source, _suite, limits) => {
      const reference = source === largestRow.code;
      asked.push({ reference, limits });
      return { run: { ...told, ...(reference ? ofReference : ofMutants) }, first: null };
    };
    const untold = await retestProblem(database.db, {
      problemId,
      verify,
      environmentOf: environmentIds(database.db),
    });
    return { untold, asked };
  };
  return { mutants: own.length - 1, retest };
}

it("gives mutants that the sandbox failed at the budget of their reference's stored run", async () => {
  const { mutants, retest } = await outdated("left-mutants");
  expect((await retest({}, { verdict: "infra-error" })).untold).toBe(mutants);
  const { untold, asked } = await retest({}, { verdict: "wrong-answer" });
  expect(untold).toBe(0);
  expect(asked).toEqual(Array(mutants).fill({ reference: false, limits: limitsFromReference(told) }));
});

it("runs no mutants on tests of which the sandbox did not say what they cost the reference", async () => {
  const { mutants, retest } = await outdated("left-reference");
  const { untold, asked } = await retest({ verdict: "infra-error" }, {});
  expect(untold).toBe(mutants + 1);
  expect(asked).toEqual(Array(2).fill({ reference: true, limits: {} }));
  expect((await retest({}, {})).untold).toBe(0);
});
