import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { disagreements, models, scores, trainingRuns } from "#db/schema/index";
import { env } from "#server/core/env";
import { repoPath } from "#server/core/paths";
import { listAudit, vote } from "#server/labels/index";
import { confidentLearning } from "#server/labels/testing";
import { createScorer, type Scorer } from "#server/prm/index";
import { prmManifestSchema } from "#server/prm/schema";
import { trainingStateSchema } from "#server/training/schema";
import { type JobPayload, trainPayloadSchema } from "../../contracts";
import type { Engines, Progress } from "../../processor";
import { processBuild } from "../build";
import { chores } from "../chores";
import { processScore } from "../score";
import { importRows, openSandboxed, type Sandboxed } from "../testing";
import { processTrain } from "./train";

let box: Sandboxed;
let datasetId: number;
let dataDir: string;
const scorers: Scorer[] = [];

const rowOf = (id: number, text: string, code: string, tests: string[]) => ({
  task_id: id,
  text,
  code,
  test_list: tests,
  test_setup_code: "",
});
const rows = [
  rowOf(
    1,
    "Write a function to find the largest number of a list.",
    "def largest(xs):\n    best = xs[0]\n    for x in xs:\n        if x > best:\n            best = x\n    return best",
    ["assert largest([1, 5, 2]) == 5", "assert largest([7, 8, 9]) == 9"],
  ),
  rowOf(
    2,
    "Write a function to count the vowels in a text.",
    "def vowels(text):\n    count = 0\n    for letter in text.lower():\n        if letter in 'aeiou':\n            count += 1\n    return count",
    ["assert vowels('Banana') == 3", "assert vowels('') == 0"],
  ),
  rowOf(
    3,
    "Write a function to compute the factorial of a whole number.",
    "def factorial(n):\n    product = 1\n    while n > 1:\n        product = product * n\n        n = n - 1\n    return product",
    ["assert factorial(5) == 120", "assert factorial(0) == 1"],
  ),
  rowOf(
    4,
    "Write a function to reverse every second word of a sentence.",
    "def flip(sentence):\n    words = sentence.split()\n    made = []\n    for at, word in enumerate(words):\n        made.append(word[::-1] if at % 2 == 1 else word)\n    return ' '.join(made)",
    ["assert flip('ab cd ef gh') == 'ab dc ef hg'", "assert flip('one') == 'one'"],
  ),
];

beforeAll(async () => {
  box = await openSandboxed("train");
  dataDir = path.join(box.folder, "data");
  mkdirSync(path.join(dataDir, "training"), { recursive: true });
  Object.assign(env(), {
    dataDir,
    trainingPython: repoPath("server", "training", "fixtures", "stand-in.mjs"),
  });
  datasetId = await importRows(box, "Loop", rows);
  await processBuild({
    ...common(),
    payload: { datasetId, options: { seed: 0, perLine: 4 } },
  });
});
beforeEach(() => behave({}));
afterAll(async () => {
  for (const scorer of scorers) await scorer.close();
  await box.close();
});

const behave = (how: object) =>
  writeFileSync(path.join(dataDir, "training", "behaviour.json"), JSON.stringify(how));

function engines(): Engines {
  return {
    verifier: async () => box.verifier,
    scorer: async (modelDir) => {
      const scorer = await createScorer({
        modelDir: modelDir ?? repoPath("models", "linewise-small"),
        threads: 2,
      });
      scorers.push(scorer);
      return scorer;
    },
  };
}

function common() {
  return {
    job: { id: 1, datasetId, attempts: 1 },
    db: box.database.db,
    signal: new AbortController().signal,
    progress: (_: Progress) => {},
    engines: engines(),
  };
}

const asked = (options: object = {}): JobPayload<"train"> =>
  trainPayloadSchema.parse({ datasetId, minutes: 1, folds: 2, ...options });

async function recordOf(run: string) {
  const [row] = await box.database.db.select().from(trainingRuns).where(eq(trainingRuns.run, run));
  return trainingStateSchema.parse(row?.state);
}

const pidsOf = (run: string) =>
  readFileSync(path.join(dataDir, "training", run, "loop", "pids.log"), "utf8")
    .trim()
    .split("\n")
    .map(Number);

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Label lines with their labels and out-of-fold scores, as the database holds them. */
async function labelLines() {
  const { rows: found } = await box.database.db.execute(sql`
    select p.id, p.label_line as line, s.lines[p.label_line]::float8 as score,
      a.labels[array_position(a.lines, p.label_line)]::int as label
    from programs p join auto_labels a on a.program_id = p.id and a.rule = 'mutation@1'
    join scores s on s.program_id = p.id and not s.in_sample
    where p.dataset_id = ${datasetId} and p.origin = 'mutant' and s.lines[p.label_line] <> 'NaN'
    order by p.id`);
  return z
    .array(z.object({ id: z.coerce.number(), line: z.int(), score: z.number(), label: z.int() }))
    .parse(found)
    .filter(({ label }) => label === 0 || label === 1);
}

const openItems = async () =>
  (await listAudit(box.database.db, { datasetId, reason: "prm-disagrees", limit: 200 })).items;

describe("processTrain", () => {
  let payload: JobPayload<"train">;

  it("goes from rows to scores that no model was trained on, and the audit follows", async () => {
    const { db } = box.database;
    const seen: Progress[] = [];
    payload = asked();
    const result = await processTrain({ ...common(), payload, progress: (each) => seen.push(each) });
    expect(result).toMatchObject({ problems: 4, foldModelIds: [expect.any(Number), expect.any(Number)] });
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));

    const made = await db.select().from(models).orderBy(asc(models.id));
    const folds = made.map(({ manifest }) => prmManifestSchema.parse(manifest).training);
    expect(folds.map(({ fold }) => fold?.index)).toEqual([1, 2, null]);
    expect(made.map(({ active }) => active)).toEqual([false, false, false]);

    const stored = await db
      .select({ programId: scores.programId, modelId: scores.modelId, inSample: scores.inSample })
      .from(scores);
    expect(stored.length).toBe(result.scored);
    expect(stored.every(({ inSample }) => !inSample)).toBe(true);
    const { rows: wrong } = await db.execute(sql`
      select s.program_id from scores s join models m on m.id = s.model_id
      join programs p on p.id = s.program_id join problems b on b.id = p.problem_id
      where not m.manifest -> 'training' -> 'in_sample' -> 0 -> 'held_out' ? b.key`);
    expect(wrong).toEqual([]);

    const record = await recordOf(payload.run);
    expect(record.stages.map(({ id, state }) => [id, state])).toEqual(
      ["export", "fold-1", "fold-2", "model", "register", "score", "compare"].map((id) => [id, "done"]),
    );
    expect(record.curves.map(({ stage, points }) => [stage, points.length])).toEqual([
      ["fold-1", 10],
      ["fold-2", 10],
      ["model", 10],
    ]);
    expect(record.metrics[0]).toMatchObject({ value: 0.81, baseline: { value: 0.74 } });
    expect(record.log.join("\n")).toContain("this is only a stand-in");
    expect(existsSync(path.join(dataDir, "training", payload.run))).toBe(false);
    expect(readdirSync(path.join(dataDir, "models")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("finds what confident learning finds, the largest margin first", async () => {
    const lines = await labelLines();
    const expected = confidentLearning(
      lines.map(({ score, label }) => ({ score, label: label === 1 ? "correct" : "incorrect" })),
    );
    const [kept] = await box.database.db.select().from(disagreements);
    expect(kept).toMatchObject({ lines: lines.length, disagreeing: expected.disagreeing.length });
    expect(kept?.joint).toEqual(expected.joint.map((cell) => cell.lines));
    expect(expected.disagreeing.length).toBeGreaterThan(0);
    const items = await openItems();
    const ranked = expected.disagreeing
      .toSorted((left, right) => right.margin - left.margin)
      .map(({ at, margin }) => ({ programId: lines[at]?.id, rank: 0.4 + 0.5 * margin }));
    expect(items.map(({ rank }) => rank)).toEqual(ranked.map(({ rank }) => expect.closeTo(rank, 5)));
    expect(new Set(items.map(({ programId }) => programId))).toEqual(
      new Set(ranked.map(({ programId }) => programId)),
    );
  });

  it("settles a line that somebody decided on, and takes the decision in when it looks again", async () => {
    const { database } = box;
    const [first] = await openItems();
    const before = (await openItems()).length;
    const programId = first?.programId ?? 0;
    const value = first?.label === "correct" ? "incorrect" : "correct";
    await vote(database.db, "ann", {
      clientEvent: crypto.randomUUID(),
      programId,
      line: first?.line ?? 0,
      value,
      seenSeq: 0,
      blind: false,
    });
    expect(await openItems()).toHaveLength(before - 1);
    await chores["linewise-chore:disagreement"]?.(database, { datasetId });
    const items = await openItems();
    expect(items.some((item) => item.programId === programId)).toBe(false);
    const [kept] = await database.db.select().from(disagreements);
    expect(kept?.maxSeq).toBe(1);
  });

  it("scores with the dataset's fold models again when the dataset is", async () => {
    const { db } = box.database;
    await db.delete(scores);
    const { rows: made } = await db.execute(
      sql`select id from models where manifest -> 'training' -> 'fold' ->> 'index' is null`,
    );
    const { id } = z.object({ id: z.int() }).parse(made[0]);
    await db.update(models).set({ active: true }).where(eq(models.id, id));
    const result = await processScore({ ...common(), payload: { datasetId, modelId: null, group: null } });
    expect(result.group).toBe(payload.run);
    const { rows: counted } = await db.execute(sql`
      select count(*) filter (where in_sample)::int as seen, count(*) filter (where not in_sample)::int as unseen from scores`);
    const { seen, unseen } = z.object({ seen: z.int(), unseen: z.int() }).parse(counted[0]);
    expect(unseen).toBe(seen);
  });

  it("is stopped with everything that it started, and goes on from the checkpoint", async () => {
    behave({ stepMs: 150 });
    const stop = new AbortController();
    const own = asked();
    const running = processTrain({
      ...common(),
      payload: own,
      signal: stop.signal,
      progress: ({ done }) => {
        if (done >= 15) stop.abort(new Error("cancelled"));
      },
    });
    await expect(running).rejects.toThrow("cancelled");
    const [pid = 0] = pidsOf(own.run);
    expect(isAlive(pid)).toBe(false);
    const stopped = await recordOf(own.run);
    expect(stopped.log.at(-1)).toMatch(/stopped/);
    const reached = stopped.curves[0]?.points.length ?? 0;
    expect(reached).toBeGreaterThan(2);

    behave({ stepMs: 1 });
    await processTrain({ ...common(), payload: own });
    const { curves } = await recordOf(own.run);
    expect(curves[0]?.points.map(({ step }) => step)).toEqual(
      Array.from({ length: 10 }, (_, at) => (at + 1) * 20),
    );
    expect(curves).toHaveLength(3);
  });

  it("says what failed and that the rest is kept", async () => {
    const own = asked();
    behave({ failAt: "fold-2", stepMs: 1 });
    await expect(processTrain({ ...common(), payload: own })).rejects.toMatchObject({
      code: "internal",
      message: expect.stringMatching(/OutOfMemoryError.*kept.*resume/),
    });
    expect(existsSync(path.join(dataDir, "training", own.run, "loop", "fold-1", "bundle"))).toBe(true);
    expect((await recordOf(own.run)).stages.find(({ id }) => id === "fold-2")?.state).toBe("running");
    behave({ refuse: "3 folds need as many clusters; nothing was trained." });
    await expect(processTrain({ ...common(), payload: asked() })).rejects.toMatchObject({
      code: "invalid-input",
      message: "3 folds need as many clusters; nothing was trained.",
    });
  });

  it("says how to install what is missing, and starts nothing", async () => {
    const settings = env();
    const python = settings.trainingPython;
    Object.assign(settings, { trainingPython: path.join(box.folder, "nothing") });
    try {
      const own = asked();
      await expect(processTrain({ ...common(), payload: own })).rejects.toMatchObject({
        code: "unavailable",
        retryable: false,
        message: expect.stringContaining("npm run training:setup"),
      });
      expect(existsSync(path.join(dataDir, "training", own.run))).toBe(false);
    } finally {
      Object.assign(settings, { trainingPython: python });
    }
  });
});
