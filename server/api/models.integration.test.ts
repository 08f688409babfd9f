import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "#db/client";
import { models, scores } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { enqueueJob } from "#server/jobs/index";
import { type Seeded, seedProblem } from "#server/labels/testing";
import { prmManifestSchema } from "#server/prm/schema";
import { modelDifferences } from "./model-differences";
import { modelFigures } from "./model-figures";
import { activateModel, activeFolder, listModels, removeModel } from "./models";
import { nearestLines } from "./nearest-lines";

const settings = vi.hoisted(() => ({ dataDir: "/nowhere" }));
vi.mock(import("#server/core/env"), async (original) => {
  const real = await original();
  return { ...real, env: () => ({ ...real.env(), ...settings }) };
});

let database: Database;
let seeded: Seeded;

const manifest = prmManifestSchema.parse({
  name: "m",
  version: "1",
  created: "2026-01-01",
  licence: "MIT",
  languages: ["python"],
  target: "first-error",
  prompt_template: "{statement}\n",
  separator: { text: "\n", token_id: null },
  end_of_program: "<|end_of_program|>",
  vocabulary_size: 10,
  max_tokens: 100,
  max_prompt_tokens: 50,
  inputs: { input_ids: "input_ids", attention_mask: null },
  output: { name: "logits", kind: "token-logits-2" },
  causal: true,
  calibration: null,
  threshold: 0.5,
  aggregate: "min",
  training: { data: "", data_digest: "", problems: 1, rows: 1, in_sample: [], parameters: 1, minutes: 1 },
  metrics: [],
  files: {},
});

async function addModel(digest: string, { active = false, uploaded = true } = {}): Promise<number> {
  const folder = uploaded ? path.join(settings.dataDir, "models", digest) : "/elsewhere";
  if (uploaded) mkdirSync(folder, { recursive: true });
  const [row] = await database.db
    .insert(models)
    .values({ name: digest, version: "1", digest, manifest, path: folder, active })
    .returning({ id: models.id });
  return row?.id ?? 0;
}

async function addScores(modelId: number, lines: Partial<Record<keyof Seeded, number[]>>): Promise<void> {
  for (const key of ["referenceId", "failingId", "survivorId"] as const) {
    const given = lines[key];
    if (given === undefined) continue;
    await database.db
      .insert(scores)
      .values({ programId: seeded[key], modelId, lines: given, firstError: null, inSample: false });
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
  settings.dataDir = mkdtempSync(path.join(tmpdir(), "linewise-models-"));
});
afterAll(async () => {
  await database.close();
  rmSync(settings.dataDir, { recursive: true, force: true });
});

describe("the registry", () => {
  it("uses one model at a time, and asks for nothing to be scored", async () => {
    const first = await addModel("first", { active: true, uploaded: false });
    const second = await addModel("second");
    await activateModel(database.db, second);
    expect((await listModels(database.db)).map(({ id, active, uploaded }) => [id, active, uploaded])).toEqual(
      [
        [second, true, true],
        [first, false, false],
      ],
    );
    expect(await activeFolder(database.db)).toMatch(/second$/);
    await expect(activateModel(database.db, 999)).rejects.toMatchObject({ code: "not-found" });
    expect(await activeFolder(database.db)).toMatch(/second$/);
  });

  it("deletes only what was uploaded, is not in use and no job works with", async () => {
    const bundled = await addModel("bundled", { uploaded: false });
    const used = (await listModels(database.db)).find(({ active }) => active)?.id ?? 0;
    const busy = await addModel("busy");
    const { datasetId } = seeded;
    await enqueueJob(database.db, { kind: "score", payload: { datasetId, modelId: busy }, datasetId });
    for (const id of [bundled, used, busy]) {
      await expect(removeModel(database.db, id)).rejects.toMatchObject({ code: "conflict" });
    }
    const free = await addModel("free");
    await addScores(free, { referenceId: [1, 1, 1, 1, 1, 1, 1, 1] });
    await removeModel(database.db, free);
    expect(existsSync(path.join(settings.dataDir, "models", "free"))).toBe(false);
    expect(await database.db.$count(scores, eq(scores.modelId, free))).toBe(0);
    await expect(removeModel(database.db, free)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("modelFigures", () => {
  it("puts scores beside labels, by verdict, and leaves out lines without either", async () => {
    const modelId = await addModel("figures");
    const none = Number.NaN;
    await addScores(modelId, {
      referenceId: [0.9, none, 0.805, 0.7, 0.6, none, 0.5, 0.4],
      failingId: [0.9, none, 0.101, 0.7, 0.6, none, 0.5, 0.4],
    });
    const { datasetId } = seeded;
    const { programs, rows } = await modelFigures(database.db, { modelId, datasetId });
    expect(programs).toEqual({ all: 3, scored: 2, sampled: 2 });
    expect(rows).toContainEqual({ bin: 10, label: 0, inSample: false, verdict: "wrong-answer", lines: 1 });
    expect(rows).toContainEqual({ bin: 80, label: 1, inSample: false, verdict: "passed", lines: 1 });
    expect(rows.filter(({ label }) => label === 0)).toHaveLength(1);
  });
});

describe("nearestLines", () => {
  it("finds labelled lines that do the same to other names, the most alike first", async () => {
    const { datasetId } = seeded;
    const near = await nearestLines(database.db, { datasetId, text: "  total = count - 5", limit: 5 });
    expect(near[0]).toMatchObject({
      text: "b = a - 1",
      label: 0,
      count: 1,
      likeness: 1,
      programId: seeded.failingId,
      line: 3,
    });
    expect(near[1]).toMatchObject({ text: "b = a + 1", label: 1 });
    expect(near.map(({ likeness }) => likeness)).toEqual(
      near
        .map(({ likeness }) => likeness)
        .toSorted()
        .reverse(),
    );
    expect(await nearestLines(database.db, { datasetId, text: "# nothing", limit: 5 })).toEqual([]);
  });
});

describe("modelDifferences", () => {
  it("finds the line of each program on which two models differ most, the largest first", async () => {
    const [leftId, rightId] = [await addModel("left"), await addModel("right")];
    const none = Number.NaN;
    await addScores(leftId, {
      referenceId: [0.5, none, 0.5, 0.5, 0.5, none, 0.5, 0.5],
      failingId: [0.5, none, 0.75, 0.5, 0.5, none, 0.5, 0.5],
      survivorId: [0.5],
    });
    await addScores(rightId, {
      referenceId: [0.5, 0.1, 0.5, 0.25, 0.5, none, 0.5, 0.5],
      failingId: [0.5, none, 0.25, 0.5, 0.5, none, 0.5, 0.5],
    });
    const { datasetId } = seeded;
    const found = await modelDifferences(database.db, { leftId, rightId, datasetId, limit: 10 });
    expect(found.programs).toEqual({ both: 2, sampled: 2 });
    expect(found.lines).toBe(12);
    expect(found.meanDifference).toBeCloseTo(0.75 / 12);
    expect(found.largest.map(({ programId, line, left, right }) => [programId, line, left, right])).toEqual([
      [seeded.failingId, 3, 0.75, 0.25],
      [seeded.referenceId, 4, 0.5, 0.25],
    ]);
    expect(found.largest[0]).toMatchObject({
      problem: "1",
      operator: "arithmetic-swap",
      text: "    b = a - 1",
    });
  });
});
