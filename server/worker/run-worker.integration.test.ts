import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Database } from "#db/client";
import { models } from "#db/schema/index";
import { createTestDatabase } from "#db/testing";
import { repoPath } from "#server/core/paths";
import { prmManifestSchema } from "#server/prm/schema";
import { runWorker } from "./run-worker";

// Neither a sandbox nor a model is opened: this is about what the worker does with them.
vi.mock(import("./engines"), () => ({
  createEngines: () => ({
    warm: () => {},
    status: () => ({
      verifier: { state: "off", provider: null, interpreter: null, reason: null, checks: [] },
      scorer: { state: "off", model: null, reason: null },
    }),
    verifier: () => Promise.reject(new Error("not asked for")),
    scorer: async () => ({
      manifest: prmManifestSchema.parse(
        JSON.parse(await readFile(repoPath("models", "linewise-small", "prm.json"), "utf8")),
      ),
      digest: "d",
      score: () => Promise.reject(new Error("not asked for")),
      close: async () => {},
    }),
    close: async () => {},
  }),
}));
vi.mock(import("#server/core/model-dir"), () => ({ defaultModelDir: () => "/bundle" }));

// The settings are read once, before there is a database to name in them.
const settings = vi.hoisted(() => ({ databaseUrl: "postgres://nowhere", dataDir: "/nowhere" }));
vi.mock(import("#server/core/env"), async (original) => {
  const real = await original();
  return { ...real, env: () => ({ ...real.env(), ...settings }) };
});

let database: Database;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "linewise-worker-"));
  settings.databaseUrl = database.url;
  settings.dataDir = folder;
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

it("shows its model before anything is scored, and clears away what uploads left", async () => {
  const left = path.join(folder, "uploads", "left.jsonl.partial");
  await mkdir(path.dirname(left));
  await writeFile(left, "{");
  await utimes(left, 0, 0);
  const worker = await runWorker({ starter: false });
  await worker.stop();
  expect(existsSync(left)).toBe(false);
  const rows = await database.db.select().from(models);
  expect(rows).toMatchObject([{ digest: "d", path: "/bundle", active: true }]);
});
