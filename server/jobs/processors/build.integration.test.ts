import { once } from "node:events";
import { and, asc, eq, gt, ne, or } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "#db/client";
import { autoLabels, problemStats, problems, programs, runs, suspicions } from "#db/schema/index";
import { AppError } from "#server/core/errors";
import { getProblem, getProgram } from "#server/labels/index";
import type { MutateOptions } from "#server/mutation/schema";
import type { Verifier } from "#server/verification/index";
import type { Progress } from "../processor";
import { processBuild } from "./build";
import { importRows, onlyVerifier, openSandboxed, type Sandboxed } from "./testing";

// Many programs and tests: on a busy machine this takes longer than others.
vi.setConfig({ testTimeout: 240_000 });

let database: Database;
let verifier: Verifier;
let sandboxed: Sandboxed;

beforeAll(async () => {
  sandboxed = await openSandboxed("build");
  ({ database, verifier } = sandboxed);
});
afterAll(() => sandboxed.close());

const rows = [
  {
    text: "Write a function to count the even numbers of a list.",
    code: "def evens(values):\n    count = 0\n    for value in values:\n        if value % 2 == 0:\n            count += 1\n    return count",
    test_list: ["assert evens([1, 2, 4]) == 2", "assert evens([]) == 0"],
  },
  {
    text: "Write a function to clamp a number.",
    code: "def clamp(value, low, high):\n    if value < low:\n        return low\n    if value > high:\n        return high\n    return value",
    // No test runs line 5.
    test_list: ["assert clamp(1, 2, 3) == 2", "assert clamp(2, 1, 3) == 2"],
  },
  {
    text: "Write a function to sum the digits of a number.",
    code: "def digits(number):\n    total = 0\n    while number > 0:\n        total += number % 10\n        number = number // 10\n    return total",
    test_list: ["assert digits(123) == 6", "assert digits(0) == 0"],
  },
  {
    text: "Write a function to be wrong.",
    code: "def wrong(value):\n    return value + 1",
    test_list: ["assert wrong(1) == 1"],
  },
];

async function imported(dataset: string): Promise<number> {
  const numbered = rows.map((row, index) => ({ task_id: index + 1, test_setup_code: "", ...row }));
  return importRows(sandboxed, dataset, numbered);
}

type BuildOptions = {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  options?: MutateOptions;
  /** Programs with this text wait until `signal` is aborted. */
  heldBack?: string;
};

/** The verifier, but programs with a text in them wait for a signal. */
function holding(text: string, signal: AbortSignal): Verifier {
  const verify: Verifier["verify"] = async (request, options) => {
    if (request.source.includes(text) && !signal.aborted) await once(signal, "abort");
    return verifier.verify(request, options);
  };
  return Object.assign(Object.create(verifier), { verify });
}

function build(datasetId: number, { signal, onProgress, options, heldBack }: BuildOptions = {}) {
  return processBuild({
    job: { id: 1, datasetId, attempts: 1 },
    payload: { datasetId, options: { seed: 0, perProgram: 24, ...options } },
    db: database.db,
    signal: signal ?? new AbortController().signal,
    progress: onProgress ?? (() => {}),
    engines: onlyVerifier(heldBack && signal ? holding(heldBack, signal) : verifier),
  });
}

/** Everything a build decides, in an order of its own: two builds of the same problems must agree on it. */
async function outcome(datasetId: number) {
  const found = await database.db
    .select({
      key: problems.key,
      hash: programs.sourceHash,
      verdict: programs.verdict,
      reasons: programs.reasonMask,
      rule: autoLabels.rule,
      lines: autoLabels.lines,
      labels: autoLabels.labels,
    })
    .from(programs)
    .innerJoin(problems, eq(problems.id, programs.problemId))
    .innerJoin(autoLabels, eq(autoLabels.programId, programs.id))
    .where(eq(programs.datasetId, datasetId));
  return found.map((row) => JSON.stringify({ ...row, hash: row.hash.toString("hex") })).sort();
}

describe("processBuild", () => {
  it("mutates, verifies and labels every problem, and names the one whose reference fails", async () => {
    const datasetId = await imported("whole");
    const result = await build(datasetId);
    expect(result.problems).toBe(4);
    expect(result.failed).toMatchObject([
      { key: "4", reason: expect.stringContaining("does not pass its own tests") },
    ]);
    expect(result.verdicts["wrong-answer"]).toBeGreaterThan(0);
    const [first, second] = await database.db
      .select()
      .from(problems)
      .where(eq(problems.datasetId, datasetId))
      .orderBy(asc(problems.id));
    const problem = await getProblem(database.db, first?.id ?? 0);
    expect(problem.mutants.length).toBeGreaterThan(10);
    for (const { id, verdict, intent, labelLine } of problem.mutants) {
      const { lines, run } = await getProgram(database.db, id);
      expect(run?.outcomes).toHaveLength(2);
      const label = lines[labelLine - 1]?.label;
      if (intent === "mutate") expect(label).toBe(verdict === "passed" ? null : "incorrect");
    }
    const clamp = await getProblem(database.db, second?.id ?? 0);
    const reference = await getProgram(database.db, clamp.referenceId ?? 0);
    expect(reference.lines[4]).toMatchObject({ label: null, executed: false });
    expect(reference.lines[5]).toMatchObject({ label: "correct", executed: true });
    const open = await database.db.select().from(suspicions).where(eq(suspicions.programId, reference.id));
    expect(open).toContainEqual(expect.objectContaining({ line: 5 }));
  });

  it("goes on where it was stopped: nothing lost, nothing twice, the same as in one go", async () => {
    const whole = await imported("one go");
    await build(whole);
    const datasetId = await imported("stopped");
    const stop = new AbortController();
    const stopped = build(datasetId, {
      signal: stop.signal,
      heldBack: "def digits",
      onProgress: ({ done }) => done >= 2 && stop.abort(new AppError("cancelled", "stopped")),
    });
    await expect(stopped).rejects.toThrow();
    const states = await database.db
      .select({ builtWith: problemStats.builtWith })
      .from(problemStats)
      .where(eq(problemStats.datasetId, datasetId));
    expect(states.filter(({ builtWith }) => builtWith === null).length).toBeGreaterThan(0);
    const first: number[] = [];
    await build(datasetId, { onProgress: ({ done }) => first.push(done) });
    expect(first[0]).toBeGreaterThanOrEqual(2);
    expect(await outcome(datasetId)).toEqual(await outcome(whole));
    const ran = await database.db
      .select({ id: runs.id })
      .from(runs)
      .innerJoin(programs, eq(programs.id, runs.programId))
      // A timeout that was repeated is a run of its own.
      .where(and(eq(programs.datasetId, datasetId), or(ne(runs.verdict, "timeout"), gt(runs.attempts, 1))));
    expect(ran.length).toBe(await database.db.$count(programs, eq(programs.datasetId, datasetId)));
  });

  it("passes over what it has built with the same options, and adds to it with others", async () => {
    const datasetId = await imported("again");
    await build(datasetId, { options: { seed: 0, perProgram: 5 } });
    const before = await database.db.$count(programs, eq(programs.datasetId, datasetId));
    const runsBefore = await database.db.$count(runs);
    await build(datasetId, { options: { seed: 0, perProgram: 5 } });
    expect(await database.db.$count(runs)).toBe(runsBefore);
    await build(datasetId, { options: { seed: 1, perProgram: 10 } });
    const after = await database.db.select().from(programs).where(eq(programs.datasetId, datasetId));
    expect(after.length).toBeGreaterThan(before);
    expect(
      new Set(after.map((program) => `${program.problemId} ${program.sourceHash.toString("hex")}`)).size,
    ).toBe(after.length);
  });
});
