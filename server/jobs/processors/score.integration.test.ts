import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client";
import { models, scores } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { AppError } from "#server/core/errors";
import { splitLines } from "#server/core/lines";
import { getProgram } from "#server/labels/index";
import { type Seeded, seedProblem } from "#server/labels/testing";
import type { Scorer } from "#server/prm/index";
import { type PrmManifest, prmManifestSchema } from "#server/prm/schema";
import { registerModel } from "./register-model";
import { processScore } from "./score";

let database: Database;
let seeded: Seeded;

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db, "Seeded");
});
afterAll(() => database.close());

const manifest: PrmManifest = prmManifestSchema.parse({
  name: "counter",
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
  training: {
    data: "",
    data_digest: "",
    problems: 1,
    rows: 1,
    in_sample: [{ dataset: "seeded", splits: ["train"] }],
    parameters: 1,
    minutes: 1,
  },
  metrics: [],
  files: {},
});

/** Scores lines by their position; fails once it has scored `failAfter` programs. */
function counter(digest: string, failAfter = Number.POSITIVE_INFINITY): Scorer & { scored: () => number } {
  let scored = 0;
  return {
    manifest,
    digest,
    scored: () => scored,
    score: async ({ code }) => {
      if (scored >= failAfter) throw new AppError("unavailable", "the thread was lost");
      scored += 1;
      const lines = splitLines(code);
      return {
        scores: [...lines, "end"].map((text, index) => (text === "" ? null : 1 / (index + 1))),
        raw: [],
        firstError: 3,
        aggregate: null,
        model: "counter@1",
        modelDigest: digest,
        calibrated: false,
        threshold: 0.5,
        tokens: 1,
        windows: 1,
      };
    },
    close: async () => {},
  };
}

function score(scorer: Scorer) {
  return processScore({
    job: { id: 1, datasetId: seeded.datasetId, attempts: 1 },
    payload: { datasetId: seeded.datasetId, modelId: null, group: null },
    db: database.db,
    signal: new AbortController().signal,
    progress: () => {},
    engines: { verifier: () => Promise.reject(new Error("not asked for")), scorer: async () => scorer },
  });
}

describe("processScore", () => {
  it("scores every program once, and says which scores are in-sample", async () => {
    const scorer = counter("one");
    expect(await score(scorer)).toMatchObject({ programs: 3 });
    expect(await score(scorer)).toMatchObject({ programs: 0 });
    expect(scorer.scored()).toBe(3);
    const program = await getProgram(database.db, seeded.failingId);
    expect(program.scores).toEqual({ model: "counter@1", firstError: 3, inSample: true, threshold: 0.5 });
    expect(program.lines.map((line) => line.score)).toEqual([
      1,
      0.5,
      expect.closeTo(1 / 3),
      0.25,
      0.2,
      null,
      expect.closeTo(1 / 7),
      0.125,
    ]);
  });

  it("keeps each model's scores apart, and shows those of the last one", async () => {
    await score(counter("two"));
    const rows = await database.db.select().from(models).orderBy(asc(models.id));
    expect(rows.map(({ digest, active }) => [digest, active])).toEqual([
      ["one", false],
      ["two", true],
    ]);
    expect(await database.db.$count(scores)).toBe(6);
  });

  it("shows what the model's manifest says now, although its digest is the same", async () => {
    const scorer = { digest: "changed", manifest };
    const id = await registerModel(database.db, scorer, { path: "/old", activate: "if-none" });
    const now = { ...manifest, version: "2", threshold: 0.25 };
    const moved = { path: "/new", activate: "always" } as const;
    expect(await registerModel(database.db, { ...scorer, manifest: now }, moved)).toBe(id);
    const [row] = await database.db.select().from(models).where(eq(models.id, id));
    expect(row).toMatchObject({ version: "2", path: "/new", active: true, manifest: { threshold: 0.25 } });
  });

  it("goes on after a failure", async () => {
    await expect(score(counter("three", 1))).rejects.toThrow("the thread was lost");
    await score(counter("three"));
    expect(await database.db.$count(scores)).toBe(9);
  });
});
