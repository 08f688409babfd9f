/** What tests of job processors share. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "#db/client";
import { createTestDatabase } from "#db/testing";
import { AppError } from "#server/core/errors";
import { importFile } from "#server/datasets/index";
import { createVerifier, type Verifier } from "#server/verification/index";
import type { Engines } from "../processor";

export type Sandboxed = {
  database: Database;
  verifier: Verifier;
  /** For files to import. */
  folder: string;
  close: () => Promise<void>;
};

/** An empty database, a real sandbox and an empty folder. */
export async function openSandboxed(name: string): Promise<Sandboxed> {
  const database = await createTestDatabase();
  const verifier = await createVerifier({ workers: 2 });
  const folder = await mkdtemp(path.join(tmpdir(), `linewise-${name}-`));
  const close = async () => {
    await verifier.close();
    await database.close();
    await rm(folder, { recursive: true });
  };
  return { database, verifier, folder, close };
}

/** Engines of which jobs may use the sandbox only. */
export function onlyVerifier(verifier: Verifier): Engines {
  return {
    verifier: async () => verifier,
    scorer: () => Promise.reject(new AppError("unavailable", "nothing is scored here")),
  };
}

/** Imports rows of MBPP's form as a dataset; its id. */
export async function importRows(
  { database, folder }: Sandboxed,
  dataset: string,
  rows: readonly object[],
): Promise<number> {
  const file = path.join(folder, `${dataset}.jsonl`);
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  return (await importFile(database.db, { path: file, format: "mbpp", dataset })).datasetId;
}

/** A problem with few tests, some of whose mutants survive. */
export const largestRow = {
  task_id: 1,
  text: "Write a function to find the largest number of a list.",
  code: "def largest(xs):\n    best = xs[0]\n    for x in xs:\n        if x > best:\n            best = x\n    return best",
  test_list: ["assert largest([1, 5, 2]) == 5", "assert largest([7, 8, 9]) == 9"],
  test_setup_code: "",
};
