import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "#db/client";
import { datasets, problems, snapshots } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { sha256 } from "#server/core/digest";
import type { LineLabel } from "#server/core/vocabulary";
import { getProgram, vote } from "#server/labels/index";
import { letSurvive, type Seeded, seedProblem } from "#server/labels/testing";
import { contrastOfProblem } from "./contrast-of-problem";
import { exportDataset } from "./export-dataset";
import { previewExport } from "./preview";
import { benchmarkRowSchema, contrastGroupSchema, type ExportOptions } from "./schema";

let database: Database;
let seeded: Seeded;
const rowSchema = z.object({
  id: z.string(),
  prompt: z.string(),
  completions: z.array(z.string()),
  labels: z.array(z.int()),
});

beforeAll(async () => {
  database = await createTestDatabase();
  seeded = await seedProblem(database.db);
});
afterAll(() => database.close());

async function exported(options: Partial<ExportOptions> = {}) {
  let text = "";
  const manifest = await exportDataset(database.db, { datasetId: seeded.datasetId, ...options }, (part) => {
    text += part;
  });
  const rows = text
    .split("\n")
    .filter(Boolean)
    .map((line) => rowSchema.parse(JSON.parse(line)));
  if (manifest.format !== "trl-stepwise") throw new Error(manifest.format);
  return { rows, text, manifest };
}

const decide = (programId: number, line: number, value: "correct" | "incorrect", seenSeq = 0) =>
  vote(database.db, "ann", { clientEvent: randomUUID(), programId, line, value, seenSeq, blind: false });

/** Labels of the lines that are not blank, and of the end, as the pages show them. */
async function shown(programId: number): Promise<LineLabel[]> {
  const { lines } = await getProgram(database.db, programId);
  return lines.filter((line) => line.kind !== "blank").map((line) => line.label);
}

describe("exportDataset: trl-stepwise", () => {
  it("writes the effective labels: read back, they are the database's", async () => {
    await decide(seeded.survivorId, 7, "correct");
    await decide(seeded.referenceId, 5, "incorrect");
    const { rows, manifest } = await exported();
    const seen = new Map<string, number>();
    for (const { id, completions, labels } of rows) {
      const expected = await shown(Number(id));
      expect(labels).toHaveLength(expected.length);
      for (const [at, label] of labels.entries()) {
        const key = completions.slice(0, at + 1).join("\n");
        const wanted = expected[at] === "correct" ? 1 : expected[at] === "incorrect" ? 0 : -100;
        // A masked step has no label, or has it in an earlier row under the same prefix.
        if (label === -100) expect([-100, seen.get(key)]).toContain(wanted);
        else {
          expect(label).toBe(wanted);
          expect(seen.has(key)).toBe(false);
          seen.set(key, label);
        }
      }
    }
    expect(rows.map(({ id }) => Number(id))).toEqual([
      seeded.referenceId,
      seeded.failingId,
      seeded.survivorId,
    ]);
    expect(manifest.counts).toMatchObject({ problems: 1, programs: 3, rows: 3, incorrect: 2 });
  });

  it("gives the same bytes again, their digest, and how to make them", async () => {
    const first = await exported();
    const second = await exported();
    expect(second.text).toBe(first.text);
    expect(first.manifest.sha256).toBe(sha256(first.text));
    expect(first.manifest.bytes).toBe(Buffer.byteLength(first.text));
    expect(first.manifest).toMatchObject({
      dataset: "seeded",
      rule: "mutation@1",
      target: "first-error",
      command: "linewise export seeded --format trl-stepwise --rule mutation@1",
    });
    const kept = await database.db.select().from(snapshots).where(eq(snapshots.datasetId, seeded.datasetId));
    const [dataset] = await database.db.select().from(datasets).where(eq(datasets.id, seeded.datasetId));
    expect(kept.at(-1)).toMatchObject({ rule: "mutation@1", maxSeq: dataset?.lastSeq });
  });

  it("reads the labels of the rule that is asked for", async () => {
    const other = await seedProblem(database.db, "by rule");
    const byRule = await exported({ datasetId: other.datasetId, rule: "prlcoder@1" });
    const row = byRule.rows.find(({ id }) => id === String(other.survivorId));
    expect(row?.labels.at(-2)).toBe(1);
    expect(byRule.manifest.target).toBe("local");
    const byDefault = await exported({ datasetId: other.datasetId });
    expect(byDefault.rows.some(({ id }) => id === String(other.survivorId))).toBe(false);
  });

  it("masks what stands below a line that a person called incorrect", async () => {
    const other = await seedProblem(database.db, "weak tests");
    await letSurvive(database.db, other.failingId);
    const below = async () => {
      const { rows } = await exported({ datasetId: other.datasetId });
      // Without the blank line: lines 3, 4, 5, 7 and the end.
      return rows.find(({ id }) => id === String(other.failingId))?.labels.slice(2);
    };
    await decide(other.failingId, 3, "correct");
    expect(await below()).toEqual([1, 1, -100, 1, 1]);
    await decide(other.failingId, 3, "incorrect", 1);
    expect(await below()).toEqual([0, -100, -100, -100, -100]);
  });

  it("keeps to the splits that are asked for", async () => {
    expect((await exported({ splits: ["test"] })).rows).toEqual([]);
    expect((await exported({ splits: ["train", "test"] })).rows).toHaveLength(3);
  });

  it("leaves problems that are like a test problem out of what is not for testing, and names them", async () => {
    const copy = await seedProblem(database.db, "copy");
    const original = await seedProblem(database.db, "original");
    await database.db.update(problems).set({ cluster: "shared" }).where(eq(problems.id, copy.problemId));
    await database.db
      .update(problems)
      .set({ cluster: "shared", split: "test" })
      .where(eq(problems.id, original.problemId));
    const train = await exported({ datasetId: copy.datasetId, splits: ["train"] });
    expect(train.rows).toEqual([]);
    expect(train.manifest.leakage).toEqual({ problems: 1, keys: ["1"] });
    expect((await exported({ datasetId: copy.datasetId })).rows).not.toEqual([]);
    const test = await exported({ datasetId: original.datasetId, splits: ["test"] });
    expect(test.rows).not.toEqual([]);
    expect(test.manifest.leakage).toEqual({ problems: 0, keys: [] });
  });

  it("masks every label of a problem whose test was called wrong", async () => {
    const wrong = await seedProblem(database.db, "wrong test");
    const input = {
      programId: wrong.failingId,
      line: 3,
      value: "keep" as const,
      reason: "wrong-oracle" as const,
    };
    await vote(database.db, "ann", { ...input, clientEvent: randomUUID(), seenSeq: 0, blind: false });
    const { rows, manifest } = await exported({ datasetId: wrong.datasetId });
    expect(rows).toEqual([]);
    expect(manifest.counts.masked.decided).toBeGreaterThan(0);
  });

  it("waits for a slow reader and breaks off when it is gone", async () => {
    const stop = new AbortController();
    stop.abort(new Error("gone"));
    const made = exportDataset(database.db, { datasetId: seeded.datasetId }, () => {}, {
      signal: stop.signal,
    });
    await expect(made).rejects.toThrow("gone");
    await expect(exported({ datasetId: 999 })).rejects.toThrow(/no dataset/);
  });
});

describe("exportDataset: contrast", () => {
  async function groupsOf(datasetId: number, rule?: ExportOptions["rule"]) {
    let text = "";
    const options = { datasetId, format: "contrast" as const, rule };
    const manifest = await exportDataset(database.db, options, (part) => {
      text += part;
    });
    const lines = text.split("\n").filter(Boolean);
    return { groups: lines.map((line) => contrastGroupSchema.parse(JSON.parse(line))), text, manifest };
  }

  it("writes the groups that a problem's page shows, with counts, digest and command", async () => {
    const own = await seedProblem(database.db, "contrast");
    const { groups, text, manifest } = await groupsOf(own.datasetId);
    expect(groups).toEqual([
      {
        problem: "1",
        prompt: "Add one, at most nine.",
        prefix: "def f(a):\n    # add one, at most nine",
        line: 3,
        positives: [{ text: "    b = a + 1", sources: [{ program: own.referenceId, operator: null }] }],
        negatives: [
          { text: "    b = a - 1", sources: [{ program: own.failingId, operator: "arithmetic-swap" }] },
        ],
      },
    ]);
    expect(await contrastOfProblem(database.db, own.problemId)).toEqual(groups);
    expect(manifest).toMatchObject({
      format: "contrast",
      counts: { problems: 1, programs: 3, groups: 1, positives: 1, negatives: 1, leftOut: { survived: 1 } },
      sha256: sha256(text),
      command: "linewise export contrast --format contrast --rule mutation@1",
    });
    expect((await groupsOf(own.datasetId)).text).toBe(text);
  });

  it("leaves survivors out also where the rule calls them correct", async () => {
    const own = await seedProblem(database.db, "contrast by rule");
    const { groups } = await groupsOf(own.datasetId, "prlcoder@1");
    const programs = groups.flatMap(({ positives }) => positives.flatMap(({ sources }) => sources));
    expect(programs.map(({ program }) => program)).not.toContain(own.survivorId);
  });

  it("follows decisions and masks", async () => {
    const own = await seedProblem(database.db, "contrast decided");
    await decide(own.failingId, 3, "correct");
    expect((await groupsOf(own.datasetId)).groups).toEqual([]);
    const masked = await seedProblem(database.db, "contrast masked");
    const wrongTest = {
      line: 3,
      value: "keep" as const,
      reason: "wrong-oracle" as const,
      seenSeq: 0,
      blind: false,
    };
    const event = { programId: masked.failingId, clientEvent: randomUUID() };
    await vote(database.db, "ann", { ...wrongTest, ...event });
    expect((await groupsOf(masked.datasetId)).groups).toEqual([]);
  });
});

describe("previewExport", () => {
  it("shows the first groups of a dataset that is too large to be counted", async () => {
    const own = await seedProblem(database.db, "preview large");
    const options = { datasetId: own.datasetId, format: "contrast" as const };
    const shown = await previewExport(database.db, options, { countedPrograms: 2 });
    expect(shown).toMatchObject({ problems: 1, programs: 3, manifest: null, groups: [{ line: 3 }] });
    const stepwise = { datasetId: own.datasetId };
    expect(await previewExport(database.db, stepwise, { countedPrograms: 2 })).toMatchObject({
      manifest: null,
      groups: [],
    });
  });

  it("shows the first groups, and counts no problem that is left out", async () => {
    const [copy, original] = [
      await seedProblem(database.db, "preview copy"),
      await seedProblem(database.db, "preview original"),
    ];
    const preview = (splits: ExportOptions["splits"]) =>
      previewExport(database.db, { datasetId: copy.datasetId, format: "contrast", splits });
    expect(await preview(["train"])).toMatchObject({ problems: 1, programs: 3, groups: [{ line: 3 }] });
    await database.db.update(problems).set({ cluster: "same" }).where(eq(problems.id, copy.problemId));
    const test = { cluster: "same", split: "test" as const };
    await database.db.update(problems).set(test).where(eq(problems.id, original.problemId));
    expect(await preview(["train"])).toMatchObject({ problems: 0, programs: 0, groups: [] });
    expect(await preview([])).toMatchObject({ problems: 1, programs: 3 });
  });
});

describe("exportDataset: first-error", () => {
  async function rowsOf(datasetId: number) {
    let text = "";
    const manifest = await exportDataset(database.db, { datasetId, format: "first-error" }, (part) => {
      text += part;
    });
    const lines = text.split("\n").filter(Boolean);
    return { rows: lines.map((line) => benchmarkRowSchema.parse(JSON.parse(line))), manifest };
  }

  it("needs every line of a right program labelled, and then sets a wrong one beside it", async () => {
    const own = await seedProblem(database.db, "benchmark");
    const before = await rowsOf(own.datasetId);
    expect(before.rows).toEqual([]);
    const { lines } = await getProgram(database.db, own.referenceId);
    for (const { line, label } of lines.filter((each) => each.label === null)) {
      expect(label).toBeNull();
      await decide(own.referenceId, line, "correct", 1_000_000);
    }
    const { rows, manifest } = await rowsOf(own.datasetId);
    expect(rows.map(({ label, first_error, generator }) => ({ label, first_error, generator }))).toEqual([
      { label: -1, first_error: null, generator: "reference" },
      { label: 2, first_error: 3, generator: "arithmetic-swap" },
    ]);
    expect(manifest).toMatchObject({
      format: "first-error",
      near_duplicates: 0,
      counts: { problems: 1, programs: 3, rows: 2, right: 1, wrong: 1, leftOut: { survived: 1 } },
      command: "linewise export benchmark --format first-error --rule mutation@1",
    });
  });

  it("takes one problem of those that are alike", async () => {
    const [first, second] = [
      await seedProblem(database.db, "like-1"),
      await seedProblem(database.db, "like-2"),
    ];
    await database.db
      .update(problems)
      .set({ datasetId: first.datasetId, key: "2", cluster: "c of like-1" })
      .where(eq(problems.id, second.problemId));
    expect((await rowsOf(first.datasetId)).manifest).toMatchObject({
      near_duplicates: 1,
      counts: { problems: 1 },
    });
  });
});
